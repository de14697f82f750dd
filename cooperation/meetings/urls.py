from cooperation.meetings.views import MeetingDetailView, MeetingListView
from cooperation.public.addresses import addresses

urlpatterns = addresses("meetings", MeetingListView, MeetingDetailView)
