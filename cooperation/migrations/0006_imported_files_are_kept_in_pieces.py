import zlib
from typing import Any

import django.db.models.deletion
from django.db import migrations, models

PIECE = 2**20


def take_apart(apps: Any, schema_editor: Any) -> None:
    """Put each batch's file into pieces, one file at a time."""
    batches, pieces = apps.get_model("cooperation", "ImportBatch"), apps.get_model("cooperation", "BatchPiece")
    for pk, content in batches.objects.values_list("pk", "content").iterator(chunk_size=1):
        for start in range(0, len(content), PIECE):
            compressed = zlib.compress(bytes(content[start : start + PIECE]), 1)
            pieces.objects.create(batch_id=pk, start=start, content=compressed)


def put_together(apps: Any, schema_editor: Any) -> None:
    for batch in apps.get_model("cooperation", "ImportBatch").objects.iterator(chunk_size=1):
        parts = apps.get_model("cooperation", "BatchPiece").objects.filter(batch=batch).order_by("start")
        batch.content = b"".join(zlib.decompress(piece.content) for piece in parts)
        batch.save(update_fields=["content"])


class Migration(migrations.Migration):
    dependencies = [
        ("cooperation", "0005_a_file_may_still_be_being_read"),
    ]

    operations = [
        migrations.CreateModel(
            name="BatchPiece",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("start", models.PositiveIntegerField(verbose_name="first byte")),
                ("content", models.BinaryField(verbose_name="content")),
                (
                    "batch",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="pieces",
                        to="cooperation.importbatch",
                        verbose_name="import",
                    ),
                ),
            ],
            options={
                "verbose_name": "part of an imported file",
                "verbose_name_plural": "parts of imported files",
                "ordering": ["start"],
                "default_permissions": (),
                "constraints": [models.UniqueConstraint(fields=("batch", "start"), name="batch_piece_start_unique")],
            },
        ),
        migrations.AlterField(
            model_name="importbatch",
            name="content",
            field=models.BinaryField(default=b"", verbose_name="content"),
        ),
        migrations.RunPython(take_apart, put_together, elidable=True),
        migrations.RemoveField(model_name="importbatch", name="content"),
    ]
