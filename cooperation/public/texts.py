"""Pages that are text: what is kept of visitors, and who can use the pages."""

from django.views.generic import TemplateView


class PrivacyView(TemplateView):
    template_name = "cooperation/privacy.html"


class AccessibilityView(TemplateView):
    template_name = "cooperation/accessibility.html"
