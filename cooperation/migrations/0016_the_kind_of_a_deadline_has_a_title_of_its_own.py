from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("cooperation", "0015_former_references_of_every_record")]

    operations = [
        migrations.AlterField(
            model_name="commitment",
            name="due_kind",
            field=models.CharField(
                choices=[("date", "by a date"), ("condition", "on a condition"), ("open", "open")],
                default="open",
                help_text="Public.",
                max_length=9,
                verbose_name="kind of deadline",
            ),
        ),
    ]
