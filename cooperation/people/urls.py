from django.urls import path

from cooperation.people.views import PersonDetailView, PersonListView

urlpatterns = [
    path("", PersonListView.as_view(), name="person_list"),
    path("<slug:reference>/", PersonDetailView.as_view(), name="person_detail"),
]
