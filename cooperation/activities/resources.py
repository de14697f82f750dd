from cooperation.activities.models import Activity, ActivityItem, ActivityParticipant
from cooperation.exchange.resources import RecordResource
from cooperation.records.resources import RowResource
from cooperation.records.synonyms import Also


class ActivityParticipantResource(RowResource):
    sheet = "activity_participants"

    class Meta:
        model = ActivityParticipant


class ActivityItemResource(RowResource):
    sheet = "activity_items"
    synonyms = {
        "what_en": Also("Item, Equipment"),
        "what_da": Also(da="Genstand, Materiel, Udstyr"),
        "quantity": Also("Number of items", "Antal"),
        "value": Also("Cost, Price, Monetary value", "Beløb, Pris"),
    }

    class Meta:
        model = ActivityItem


class ActivityResource(RecordResource):
    sheet = "activities"
    rows = (ActivityParticipantResource, ActivityItemResource)
    synonyms = {
        "result_en": Also("Result, Results"),
        "result_da": Also(da="Resultat, Resultater"),
    }

    class Meta:
        model = Activity
