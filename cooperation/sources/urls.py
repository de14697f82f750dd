from django.urls import path

from cooperation.sources.views import SourceDetailView, SourceListView

urlpatterns = [
    path("", SourceListView.as_view(), name="source_list"),
    path("<slug:reference>/", SourceDetailView.as_view(), name="source_detail"),
]
