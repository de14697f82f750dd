"""Which records a plan touches, by its own rows or by their child rows, and what of it the history keeps."""

from collections import defaultdict

from cooperation.exchange.planned import Outcome, Plan, SheetPlan
from cooperation.records.models import Record
from cooperation.revisions.documents import document_text, empty_rows, object_texts
from cooperation.revisions.models import Revision
from cooperation.revisions.recording import Recorder


class Touched:
    """Made before anything is written. `parents` are records of which the file changes child rows alone."""

    def __init__(self, plan: Plan) -> None:
        self.directories = plan.directories
        self.records = [sheet for sheet in plan.sheets if not sheet.row_resource]
        self.parents: dict[type[Record], set[int]] = defaultdict(set)
        self.with_rows: set[tuple[type[Record], str]] = set()
        for sheet in plan.sheets:
            self._add_parents(sheet)
        for sheet in self.records:
            self.parents[sheet.resource.model()] -= set(changed_ids(sheet))

    def _add_parents(self, sheet: SheetPlan) -> None:
        resource = sheet.row_resource
        if not resource:
            return
        keys = [sheet.keys[index] for index in sheet.places(Outcome.NEW, Outcome.CHANGED)]
        keys += [tuple(document[name] for name in resource.key_names()) for __, document in sheet.removed]
        for model, reference in {resource.parent_record(resource.owner(key)) for key in keys}:
            self.with_rows.add((model, reference))
            if (pk := self.directories[model].keys[reference]) > 0:
                self.parents[model].add(pk)

    def keep_before(self, recorder: Recorder) -> None:
        for sheet in self.records:
            recorder.before(sheet.resource.model(), changed_ids(sheet))
        for model, ids in self.parents.items():
            recorder.before(model, ids)

    def keep_after(self, recorder: Recorder) -> None:
        for sheet in self.records:
            self._keep_new(sheet, recorder)
            recorder.after(sheet.resource.model(), changed_ids(sheet), Revision.Change.CHANGED)
        for model, ids in self.parents.items():
            recorder.after(model, ids, Revision.Change.CHANGED)

    def _keep_new(self, sheet: SheetPlan, recorder: Recorder) -> None:
        """New records without rows are kept as the plan has them; those with rows are read back."""
        model = sheet.resource.model()
        new = sheet.places(Outcome.NEW)
        plain = [index for index in new if (model, sheet.keys[index]) not in self.with_rows]
        rows = empty_rows(sheet.resource)
        texts = object_texts(sheet.resource.columns(), sheet.whole_values(plain))
        kept = {
            sheet.pks[index] or 0: (str(sheet.keys[index]), document_text(text, rows))
            for index, text in zip(plain, texts, strict=True)
        }
        recorder.keep(model, kept, Revision.Change.NEW)
        others = [sheet.pks[index] or 0 for index in new if (model, sheet.keys[index]) in self.with_rows]
        recorder.after(model, others, Revision.Change.NEW)


def changed_ids(sheet: SheetPlan) -> list[int]:
    return [sheet.pks[index] or 0 for index in sheet.places(Outcome.CHANGED)]
