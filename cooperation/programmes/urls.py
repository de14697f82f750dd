from django.urls import path

from cooperation.programmes.views import ProgrammeDetailView, ProgrammeListView

urlpatterns = [
    path("", ProgrammeListView.as_view(), name="programme_list"),
    path("<slug:reference>/", ProgrammeDetailView.as_view(), name="programme_detail"),
]
