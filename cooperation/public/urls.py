from django.urls import include, path
from django.views.generic import RedirectView

from cooperation.public.about import AboutView
from cooperation.public.glossary import GlossaryView
from cooperation.public.home import HomeView
from cooperation.public.months import CalendarView
from cooperation.public.search import SearchView
from cooperation.public.texts import AccessibilityView, PrivacyView
from cooperation.public.timeline import TimelineView

urlpatterns = [
    path("", HomeView.as_view(), name="home"),
    path("search/", SearchView.as_view(), name="search"),
    path("timeline/", TimelineView.as_view(), name="timeline"),
    path("calendar/", CalendarView.as_view(), name="calendar"),
    path("about/", AboutView.as_view(), name="about"),
    path("glossary/", GlossaryView.as_view(), name="glossary"),
    path("accessibility/", AccessibilityView.as_view(), name="accessibility"),
    path("was/", RedirectView.as_view(pattern_name="cooperation:accessibility"), name="was"),
    # Forms of lists and records are offered in this order.
    path("", include("cooperation.public.data.urls")),
    path("", include("cooperation.public.feeds.urls")),
    path("privacy/", PrivacyView.as_view(), name="privacy"),
]
