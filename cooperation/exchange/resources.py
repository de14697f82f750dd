"""django-import-export's way in: `resource.import_data(dataset)`, and the pages of the admin that call it."""

from dataclasses import replace
from typing import Any

import tablib
from import_export.results import Error, Result, RowResult

from cooperation.exchange.applying import carry_out
from cooperation.exchange.columns import sheet_names
from cooperation.exchange.plan import make_plan
from cooperation.exchange.planned import Outcome, Plan
from cooperation.exchange.problems import Problem, RefusedError
from cooperation.exchange.reading import Sheet, read_file
from cooperation.exchange.time_limit import time_limit
from cooperation.records.resources import DocumentResource
from cooperation.revisions.models import Action
from cooperation.revisions.recording import Recorder
from cooperation.search.folding import fold

IMPORT_TYPES = {
    Outcome.NEW: RowResult.IMPORT_TYPE_NEW,
    Outcome.CHANGED: RowResult.IMPORT_TYPE_UPDATE,
    Outcome.UNCHANGED: RowResult.IMPORT_TYPE_SKIP,
    Outcome.REFUSED: RowResult.IMPORT_TYPE_INVALID,
}


class FileDataset(tablib.Dataset):
    """A file as it was uploaded. It is read when it is known what it is called."""

    def __init__(self, content: bytes) -> None:
        super().__init__()
        self.content = content

    def __len__(self) -> int:
        return 1


class PlanResult(Result):
    """A plan as django-import-export's pages know a result. Rows are looked up in the plan, not copied."""

    def __init__(self) -> None:
        super().__init__()
        self.plan: Plan | None = None
        self.problems: list[Problem] = []

    def take(self, plan: Plan) -> None:
        self.plan = plan
        self.refuse(plan.problems)
        for outcome, import_type in IMPORT_TYPES.items():
            self.totals[import_type] = plan.counts()[outcome.value]
        self.totals[RowResult.IMPORT_TYPE_DELETE] = plan.counts()["removed"]

    def refuse(self, problems: list[Problem]) -> None:
        self.problems = problems
        self.base_errors = [Error(RefusedError([problem])) for problem in problems]


class RecordResource(DocumentResource):
    """A kind of record, with its document and the way to read whole files of it."""

    def get_result_class(self) -> type[PlanResult]:
        return PlanResult

    def import_data_inner(
        self, dataset: tablib.Dataset, dry_run: bool, *args: Any, user: Any = None, **kwargs: Any
    ) -> PlanResult:
        """Plan the whole file and, unless it is a dry run or anything is wrong with it, carry the plan out."""
        result = PlanResult()
        try:
            with time_limit():
                sheets = self.sheets(dataset, kwargs.get("file_name"))
                plan = make_plan(sheets, [type(self), *self.row_resources()], user)
            result.take(plan)
            if not dry_run and not plan.problems:
                carry_out(plan, Recorder(Action.Kind.IMPORT, user, kwargs.get("file_name") or ""))
        except RefusedError as error:
            result.refuse(error.problems)
        return result

    def sheets(self, dataset: tablib.Dataset, file_name: str | None) -> list[Sheet]:
        """Return the dataset's sheets. A single sheet of any other name is taken for this kind of record."""
        if isinstance(dataset, FileDataset):
            sheets = read_file(file_name or self.sheet, dataset.content)
        else:
            rows = list(enumerate((list(row) for row in dataset), start=2))
            sheets = [Sheet(dataset.title or self.sheet, file_name or self.sheet, list(dataset.headers or ()), rows)]
        known = {name for resource in (type(self), *self.row_resources()) for name in sheet_names(resource)}
        if len(sheets) == 1 and fold(sheets[0].name) not in known:
            return [replace(sheets[0], name=self.sheet)]
        return sheets
