from django.db import migrations

import core.written_in


def find(apps, schema_editor):
    Comment = apps.get_model("threads", "Comment")
    for comment in Comment.objects.only("body").iterator(chunk_size=500):
        if language := core.written_in.language_of(comment.body):
            Comment.objects.filter(pk=comment.pk).update(written_in=language)


class Migration(migrations.Migration):

    dependencies = [
        ('threads', '0004_public_revisions'),
    ]

    operations = [
        migrations.AddField(
            model_name='comment',
            name='written_in',
            field=core.written_in.WrittenInField(source='body'),
        ),
        migrations.RunPython(find, migrations.RunPython.noop),
    ]
