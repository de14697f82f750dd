from typing import Any

from django.core.management.base import BaseCommand

from cooperation.records.citations import find_orphaned_citations


class Command(BaseCommand):
    help = (
        "List citations that name a child row which is not there: its row was deleted before citations were deleted "
        "with their rows. Delete such a citation in the record's form, or let it name the right row."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        count = 0
        for citation in find_orphaned_citations():
            record: Any = citation.record
            self.stdout.write(
                f"{record._meta.verbose_name} {record.reference}, citation {citation.number}: {citation.field}"
                f" (source {citation.source.reference})"
            )
            count += 1
        self.stdout.write(f"{count} citation{'s' * (count != 1)} without a row.")
