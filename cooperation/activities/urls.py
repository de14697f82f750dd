from cooperation.activities.views import ActivityDetailView, ActivityListView
from cooperation.public.addresses import addresses

urlpatterns = addresses("activities", ActivityListView, ActivityDetailView)
