"""The workflows get names that are the same in both forms of Norwegian: they stand on buttons, and cannot be translated."""

from django.db import migrations

NAMES = {
    "Nye medlemmers innlegg": "Førstegangsinnlegg",
    "Kunngjøringer og leverandører": "Innkjøp",
    "Redaksjonelt innhold": "Redaksjonen",
}
TASKS = {"En annen redaktør ser over": "Kollega ser over"}


def rename(apps, schema_editor):
    for model, names in (("Workflow", NAMES), ("Task", TASKS)):
        for old, new in names.items():
            apps.get_model("wagtailcore", model).objects.filter(name=old).update(name=new)


class Migration(migrations.Migration):
    dependencies = [("home", "0005_block_previews")]

    operations = [migrations.RunPython(rename, migrations.RunPython.noop)]
