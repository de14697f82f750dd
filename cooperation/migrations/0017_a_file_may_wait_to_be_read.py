from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("cooperation", "0016_the_kind_of_a_deadline_has_a_title_of_its_own"),
    ]

    operations = [
        migrations.AlterField(
            model_name="importbatch",
            name="state",
            field=models.CharField(
                choices=[
                    ("queued", "waiting to be read"),
                    ("reading", "being read"),
                    ("waiting", "not imported"),
                    ("writing", "being written"),
                    ("done", "imported"),
                    ("undone", "undone"),
                ],
                default="waiting",
                max_length=7,
                verbose_name="state",
            ),
        ),
    ]
