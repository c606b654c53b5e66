from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('core', '0002_initial'),
    ]

    operations = [
        migrations.AddField(
            model_name='sentform',
            name='digest',
            field=models.CharField(default='', max_length=64),
            preserve_default=False,
        ),
    ]
