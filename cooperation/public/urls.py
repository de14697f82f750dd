from django.urls import path

from cooperation.public.home import HomeView
from cooperation.public.search import SearchView

urlpatterns = [
    path("", HomeView.as_view(), name="home"),
    path("search/", SearchView.as_view(), name="search"),
]
