"""The synonyms that a site begins with; given once, so that what editors change or delete stays so."""

import tomllib
from pathlib import Path

from django.db import migrations

LIST = Path(__file__).parents[1] / "synonyms.toml"


def give(apps, schema_editor):
    model = apps.get_model("search", "Synonym")
    if model.objects.exists():
        return
    groups = tomllib.loads(LIST.read_text(encoding="utf-8"))["group"]
    model.objects.bulk_create(
        model(words="\n".join(one["words"]), also="\n".join(one.get("also", ()))) for one in groups
    )


class Migration(migrations.Migration):

    dependencies = [
        ("search", "0001_editors_steering"),
    ]

    operations = [migrations.RunPython(give, migrations.RunPython.noop)]
