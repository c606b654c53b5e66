from django.db import migrations, models
from django.db.models import OuterRef, Subquery
import django.utils.timezone
import django.db.models.deletion

TOLD = ("title", "starts_at", "ends_at", "place", "online_url")


def copy_from_the_event(apps, schema_editor):
    """Those who were registered before know the event as it is published; who was told that it is called off, knows it."""
    registrations = apps.get_model("events", "Registration").objects
    event = apps.get_model("events", "EventPage").objects.filter(pk=OuterRef("event"))
    registrations.update(**{name: Subquery(event.values(name)[:1]) for name in TOLD})
    state = apps.get_model("core", "PageState").objects.filter(pk=OuterRef("event"))
    registrations.update(called_off_at=Subquery(state.values("withdrawn_at")[:1]))


class Migration(migrations.Migration):

    dependencies = [
        ('core', '0002_initial'),
        ('events', '0001_initial'),
    ]

    operations = [
        migrations.AlterField(
            model_name='registration',
            name='event',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='registrations', to='events.eventpage'),
        ),
        migrations.AddField(
            model_name='registration',
            name='title',
            field=models.CharField(default='', max_length=255),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name='registration',
            name='starts_at',
            field=models.DateTimeField(default=django.utils.timezone.now),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name='registration',
            name='ends_at',
            field=models.DateTimeField(default=django.utils.timezone.now),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name='registration',
            name='place',
            field=models.CharField(blank=True, max_length=200),
        ),
        migrations.AddField(
            model_name='registration',
            name='online_url',
            field=models.URLField(blank=True, max_length=500),
        ),
        migrations.AddField(
            model_name='registration',
            name='called_off_at',
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.RunPython(copy_from_the_event, migrations.RunPython.noop),
    ]
