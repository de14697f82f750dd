from django.urls import path

from cooperation.commitments.views import CommitmentDetailView, CommitmentListView

urlpatterns = [
    path("", CommitmentListView.as_view(), name="commitment_list"),
    path("<slug:reference>/", CommitmentDetailView.as_view(), name="commitment_detail"),
]
