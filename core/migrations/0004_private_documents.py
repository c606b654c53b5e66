import shutil
from pathlib import Path

from django.conf import settings
from django.db import migrations, models

import core.storage


def move_files(apps, schema_editor):
    """Documents lay among the pictures, which the proxy hands out to anybody."""
    storage = core.storage.private_storage()
    for name in apps.get_model("core", "SiteDocument").objects.exclude(file="").values_list("file", flat=True):
        old, new = Path(settings.MEDIA_ROOT) / name, Path(storage.path(name))
        if old.exists() and not new.exists():
            new.parent.mkdir(parents=True, exist_ok=True)
            shutil.move(old, new)


class Migration(migrations.Migration):

    dependencies = [
        ('core', '0003_sentform_digest'),
    ]

    operations = [
        migrations.AlterField(
            model_name='sitedocument',
            name='file',
            field=models.FileField(storage=core.storage.private_storage, upload_to='documents', verbose_name='file'),
        ),
        migrations.RunPython(move_files, migrations.RunPython.noop),
    ]
