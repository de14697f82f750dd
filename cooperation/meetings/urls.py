from django.urls import path

from cooperation.meetings.views import MeetingDetailView, MeetingListView

urlpatterns = [
    path("", MeetingListView.as_view(), name="meeting_list"),
    path("<slug:reference>/", MeetingDetailView.as_view(), name="meeting_detail"),
]
