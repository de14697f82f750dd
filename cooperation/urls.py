"""The public pages. The menu, the home page and the search page name the kinds of record in this order."""

from django.urls import include, path

from cooperation.activities import urls as activities
from cooperation.commitments import urls as commitments
from cooperation.declarations import urls as declarations
from cooperation.funds import urls as funds
from cooperation.meetings import urls as meetings
from cooperation.partners import urls as partners
from cooperation.people import urls as people
from cooperation.programmes import urls as programmes
from cooperation.sources import urls as sources
from cooperation.statements import urls as statements

app_name = "cooperation"

urlpatterns = [
    path("", include("cooperation.public.urls")),
    path("report/", include("cooperation.reports.urls")),
    path("", include(partners)),
    path("", include(people)),
    path("", include(programmes)),
    path("", include(activities)),
    path("", include(funds)),
    path("", include(meetings)),
    path("", include(declarations)),
    path("", include(commitments)),
    path("", include(statements)),
    path("", include(sources)),
]
