from django.urls import path

from cooperation.activities.views import ActivityDetailView, ActivityListView

urlpatterns = [
    path("", ActivityListView.as_view(), name="activity_list"),
    path("<slug:reference>/", ActivityDetailView.as_view(), name="activity_detail"),
]
