"""Every model of the register, named once."""

from cooperation.activities.models import Activity, ActivityItem, ActivityParticipant
from cooperation.commitments.models import Commitment, Progress
from cooperation.declarations.models import Declaration, DeclarationParty, DeclarationRelation
from cooperation.exchange.batches.models import BatchRows, ImportBatch, ImportProfile
from cooperation.exchange.embassy.models import SentWorkbook
from cooperation.funds.models import Fund, FundingLine
from cooperation.meetings.models import AgendaItem, Meeting, MeetingParticipant, Outcome
from cooperation.partners.models import ContactPoint, Membership, Partner, PartnerCategory, PartnerName
from cooperation.people.models import Office, Person, PersonSpelling
from cooperation.programmes.models import Programme, ProgrammePartner
from cooperation.records.citations import Citation
from cooperation.records.former import FormerReference
from cooperation.records.row_numbers import RowNumberMark
from cooperation.reports.models import ErrorReport
from cooperation.revisions.models import Action, Revision
from cooperation.sources.models import Source
from cooperation.statements.models import Statement
from cooperation.vocabulary.models import Area, Category, Place, Unit

__all__ = [
    "Action",
    "Activity",
    "ActivityItem",
    "ActivityParticipant",
    "AgendaItem",
    "Area",
    "BatchRows",
    "Category",
    "Citation",
    "Commitment",
    "ContactPoint",
    "Declaration",
    "DeclarationParty",
    "DeclarationRelation",
    "ErrorReport",
    "FormerReference",
    "Fund",
    "FundingLine",
    "ImportBatch",
    "ImportProfile",
    "Meeting",
    "MeetingParticipant",
    "Membership",
    "Office",
    "Outcome",
    "Partner",
    "PartnerCategory",
    "PartnerName",
    "Person",
    "PersonSpelling",
    "Place",
    "Programme",
    "ProgrammePartner",
    "Progress",
    "Revision",
    "RowNumberMark",
    "SentWorkbook",
    "Source",
    "Statement",
    "Unit",
]
