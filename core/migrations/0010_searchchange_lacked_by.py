from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('core', '0009_unsent_forms'),
    ]

    operations = [
        migrations.AddField(
            model_name='searchchange',
            name='lacked_by',
            field=models.CharField(blank=True, db_default='', db_index=True, default='', max_length=20),
        ),
    ]
