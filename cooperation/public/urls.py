from django.urls import path

from cooperation.public.data.answers import LIST_JSON, RECORD_JSON
from cooperation.public.data.files import CSV, XLSX
from cooperation.public.endings import offer
from cooperation.public.home import HomeView
from cooperation.public.search import SearchView

# In the order in which they are offered.
offer(CSV, XLSX, LIST_JSON, RECORD_JSON)

urlpatterns = [
    path("", HomeView.as_view(), name="home"),
    path("search/", SearchView.as_view(), name="search"),
]
