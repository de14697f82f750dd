"""Where a reader reports an error: no account, no script, and no more than a few an hour from one place."""

from typing import Any

from django.db import transaction
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse_lazy
from django.utils.decorators import method_decorator
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.generic import FormView, TemplateView

from cooperation.reports.forms import ReportForm, known_address
from cooperation.reports.limits import fingerprint, too_many


@method_decorator(never_cache, name="dispatch")
class ReportView(FormView):
    template_name = "cooperation/report.html"
    form_class = ReportForm
    success_url = reverse_lazy("cooperation:report_sent")

    def get_initial(self) -> dict[str, Any]:
        return {"page": known_address(self.request.GET.get("page", ""))}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        about = known_address(str(context["form"]["page"].value() or ""))
        return {**context, "about": about}

    @transaction.atomic
    def form_valid(self, form: ReportForm) -> HttpResponse:
        if form.by_machine:  # it is told what everybody is told, and nothing is kept
            return HttpResponseRedirect(str(self.success_url))
        sender = fingerprint(self.request)
        if too_many(sender):
            form.add_error(None, _("Too many reports have come in within the hour. Please send yours later."))
            return self.render_to_response(self.get_context_data(form=form), status=429)
        form.instance.fingerprint, form.instance.language = sender, get_language() or "en"
        form.save()
        return HttpResponseRedirect(str(self.success_url))

    def form_invalid(self, form: ReportForm) -> HttpResponse:
        return self.render_to_response(self.get_context_data(form=form), status=400)


class ReportSentView(TemplateView):
    template_name = "cooperation/report_sent.html"
