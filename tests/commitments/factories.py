from datetime import date

import factory

from cooperation.commitments.models import Commitment, OperativeVerb, Progress
from tests.declarations.factories import DeclarationFactory
from tests.records.factories import ModelFactory, RecordFactory


class CommitmentFactory(RecordFactory[Commitment]):
    class Meta:
        model = Commitment

    reference = factory.Sequence("commitment-{}".format)
    title_en = factory.Sequence("Commitment {}".format)
    title_da = factory.Sequence("Tilsagn {}".format)
    declaration = factory.SubFactory(DeclarationFactory)
    text_en = factory.Sequence("What is promised {}".format)
    text_da = factory.Sequence("Hvad der loves {}".format)
    operative_verb = OperativeVerb.AGREED


class ProgressFactory(ModelFactory[Progress]):
    class Meta:
        model = Progress

    commitment = factory.SubFactory(CommitmentFactory)
    day = date(2024, 1, 31)
    status = Progress.Status.LIMITED
