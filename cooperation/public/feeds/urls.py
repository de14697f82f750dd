"""What is offered to programs that come back: feeds and calendars of lists and records, and the feed of everything."""

from django.urls import path

from cooperation.public.endings import offer
from cooperation.public.feeds.calendar import LIST_ICS, RECORD_ICS
from cooperation.public.feeds.changes import LIST_ATOM, RECORD_ATOM
from cooperation.public.feeds.csvw import list_metadata
from cooperation.public.feeds.everything import whole_calendar, whole_feed
from cooperation.public.feeds.linked_data import RECORD_JSONLD
from cooperation.public.feeds.programs import from_anywhere

offer(LIST_ATOM, RECORD_ATOM, LIST_ICS, RECORD_ICS, RECORD_JSONLD)

urlpatterns = [
    path("changes.atom", from_anywhere(whole_feed), name="changes_atom"),
    path("calendar.ics", from_anywhere(whole_calendar), name="calendar_ics"),
    path("<slug:folder>.csv-metadata.json", from_anywhere(list_metadata), name="csv_metadata"),
]
