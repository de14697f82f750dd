"""Lists and records as data, the document that tells programs of it, and the page that tells people."""

from django.urls import path

from cooperation.public.data.answers import LIST_JSON, RECORD_JSON
from cooperation.public.data.explained import DataPageView
from cooperation.public.data.files import CSV, XLSX
from cooperation.public.data.openapi import openapi
from cooperation.public.endings import offer

offer(CSV, XLSX, LIST_JSON, RECORD_JSON)

urlpatterns = [
    path("data/", DataPageView.as_view(), name="data"),
    path("openapi.json", openapi, name="openapi"),
]
