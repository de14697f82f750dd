from django.urls import path

from cooperation.activities.items import ItemListView
from cooperation.activities.views import ActivityDetailView, ActivityListView
from cooperation.public.addresses import addresses

urlpatterns = [
    *addresses("activities", ActivityListView, ActivityDetailView),
    path("items/", ItemListView.as_view(), name="item_list"),
]
