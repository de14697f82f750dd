"""The pages of workbooks for embassies: sending one, what was sent, and the questions when it is back."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cooperation.exchange.batches.choices import Choices
from cooperation.exchange.batches.laying import sheets_in
from cooperation.exchange.batches.looking import look
from cooperation.exchange.batches.models import ImportBatch
from cooperation.exchange.batches.pages import address, attachment, context_of
from cooperation.exchange.batches.permissions import kinds, resources_of
from cooperation.exchange.batches.showing import columns_of, worded
from cooperation.exchange.embassy.comparing import compare
from cooperation.exchange.embassy.forms import SendForm
from cooperation.exchange.embassy.models import SentWorkbook
from cooperation.exchange.embassy.permissions import PARTNER, kinds_to_send
from cooperation.exchange.embassy.questions import EMBASSY, HERE, About, Question
from cooperation.exchange.embassy.returning import without_mark
from cooperation.exchange.embassy.sending import send
from cooperation.records.former import present_reference
from cooperation.records.languages import page_language
from cooperation.records.resources import with_rows

SHOWN = 100
"""Questions on a page; the next ones come when these are answered."""


def send_page(desk: Any, request: HttpRequest) -> HttpResponse:
    """Who may come here the caller has asked."""
    allowed = kinds_to_send(request.user)
    partner = present_reference(kinds()[PARTNER], request.GET.get("partner", ""))
    form = SendForm(request.POST or None, initial={"partner": partner}, allowed=allowed)
    if request.method == "POST" and form.is_valid():
        try:
            sent = send(form.wanted(), request.user, allowed)
        except ValueError as error:
            form.add_error(None, str(error))
        else:
            if sent is not None:
                return HttpResponseRedirect(reverse("admin:cooperation_sentworkbook_change", args=[sent.pk]))
            form.add_error(None, _("The partner has no records in this period that may be sent."))
    return TemplateResponse(
        request,
        "admin/exchange/send.html",
        {**desk.admin_site.each_context(request), "opts": desk.opts, "form": form, "title": _("Send a workbook")},
    )


def sent_page(desk: Any, request: HttpRequest, sent: SentWorkbook) -> HttpResponse:
    names = [str(kinds()[name]._meta.verbose_name_plural) for name in sent.kinds.split() if name in kinds()]
    context = {
        **desk.admin_site.each_context(request),
        "opts": desk.opts,
        "sent": sent,
        "kinds": capfirst(", ".join(names)),
        "returns": sent.returns.order_by("uploaded_at"),
        "title": sent.file_name,
    }
    return TemplateResponse(request, "admin/exchange/sent.html", context)


def download(desk: Any, request: HttpRequest, sent: SentWorkbook) -> HttpResponse:
    return attachment(bytes(sent.content), sent.file_name)


HAPPENED = {
    About.CELL: gettext_lazy("The embassy and somebody here changed it."),
    About.DELETED: gettext_lazy("The embassy changed it, and it was deleted here."),
    About.THERE_ALREADY: gettext_lazy("The register has a record of this reference, which was not sent."),
    About.ROW_GONE: gettext_lazy("The embassy changed the row, and it was taken away here."),
    About.ROW_TAKEN_AWAY: gettext_lazy("The embassy took the row away, and it was changed here."),
}


@dataclass
class ShownQuestion:
    """A question in words, and how it was answered."""

    question: Question
    title: str
    sent: str
    theirs: str
    here: str
    answer: str

    @property
    def happened(self) -> str:
        return str(HAPPENED[self.question.about])

    @property
    def choices(self) -> list[tuple[str, str]]:
        """The two answers, with what each of them does."""
        match self.question.about:
            case About.DELETED | About.ROW_GONE:
                return [(EMBASSY, _("bring it back as the embassy has it")), (HERE, _("it stays deleted"))]
            case About.ROW_TAKEN_AWAY:
                return [(EMBASSY, _("take it away")), (HERE, _("it stays"))]
        return [(EMBASSY, _("the embassy's")), (HERE, _("what stands here"))]

    @property
    def may_be_written(self) -> bool:
        return self.question.about == About.CELL


def questions_page(desk: Any, request: HttpRequest, batch: ImportBatch) -> HttpResponse:
    if batch.sent is None or not batch.is_open:
        return HttpResponseRedirect(address(batch))
    choices = Choices.of(batch.choices)
    sheets = without_mark(choices.applied(sheets_in(batch)))
    asked = compare(batch.sent, choices, sheets, with_rows(resources_of(batch.kind))).questions
    if request.method == "POST":
        batch.choices = answered(request, asked, choices).stored()
        batch.notice = []
        look(batch, request.user)
        left = batch.compared.get("open", 0)
        return HttpResponseRedirect(
            reverse("admin:cooperation_sentworkbook_questions", args=[batch.pk]) if left else address(batch)
        )
    asked.sort(key=lambda question: bool(question.answer(choices.answers)))
    context = context_of(
        desk,
        request,
        batch,
        questions=[shown(question, choices) for question in asked[:SHOWN]],
        more=max(0, len(asked) - SHOWN),
        title=_("Changed on both sides"),
    )
    return TemplateResponse(request, "admin/exchange/questions.html", context)


def answered(request: HttpRequest, asked: list[Question], choices: Choices) -> Choices:
    """Take what was said about the questions that were asked, and about no others."""
    for question in asked:
        said = request.POST.get(f"answer|{question.digest}", "")
        own = request.POST.get(f"own|{question.digest}", "").strip()
        if own and question.about == About.CELL:
            choices.correct(question.label, str(question.row), question.letter, own)
        elif said in (EMBASSY, HERE):
            choices.answers[question.digest] = said
    return choices


def shown(question: Question, choices: Choices) -> ShownQuestion:
    said = {name: getattr(question, name) for name in ("sent", "theirs", "here")}
    title = ""
    if question.about == About.CELL:
        column = columns_of(question.sheet)[question.field]
        title = column.titles[page_language()]
        said |= {name: worded(column, said[name]) for name in ("sent", "here")}
    return ShownQuestion(question, title, **said, answer=question.answer(choices.answers))
