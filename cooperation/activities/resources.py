from cooperation.activities.models import Activity, ActivityItem, ActivityParticipant
from cooperation.exchange.resources import RecordResource
from cooperation.records.resources import RowResource


class ActivityParticipantResource(RowResource):
    sheet = "activity_participants"

    class Meta:
        model = ActivityParticipant


class ActivityItemResource(RowResource):
    sheet = "activity_items"

    class Meta:
        model = ActivityItem


class ActivityResource(RecordResource):
    sheet = "activities"
    rows = (ActivityParticipantResource, ActivityItemResource)

    class Meta:
        model = Activity
