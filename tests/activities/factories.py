import factory

from cooperation.activities.models import Activity, ActivityItem, ActivityKind, ActivityParticipant, Direction
from tests.partners.factories import PartnerFactory
from tests.records.factories import ModelFactory, RecordFactory


class ActivityFactory(RecordFactory[Activity]):
    class Meta:
        model = Activity

    reference = factory.Sequence("activity-{}".format)
    title_en = factory.Sequence("Activity {}".format)
    title_da = factory.Sequence("Aktivitet {}".format)
    kind = ActivityKind.TRAINING
    direction = Direction.DENMARK_GIVES


class ActivityParticipantFactory(ModelFactory[ActivityParticipant]):
    class Meta:
        model = ActivityParticipant

    activity = factory.SubFactory(ActivityFactory)
    partner = factory.SubFactory(PartnerFactory)
    role = ActivityParticipant.Role.PARTICIPANT


class ActivityItemFactory(ModelFactory[ActivityItem]):
    class Meta:
        model = ActivityItem

    activity = factory.SubFactory(ActivityFactory)
    what_en = factory.Sequence("Item {}".format)
    what_da = factory.Sequence("Genstand {}".format)
    category = ActivityItem.Category.EQUIPMENT
