"""The desk's pages of every kind of record and of the lookup lists."""

from cooperation.activities.admin import ActivityAdmin
from cooperation.commitments.admin import CommitmentAdmin
from cooperation.declarations.admin import DeclarationAdmin
from cooperation.desk.accounts import AccountAdmin, AccountGroupAdmin
from cooperation.exchange.batches.admin import ImportBatchAdmin
from cooperation.exchange.batches.profiles_admin import ImportProfileAdmin
from cooperation.exchange.embassy.admin import SentWorkbookAdmin
from cooperation.funds.admin import FundAdmin
from cooperation.meetings.admin import MeetingAdmin
from cooperation.partners.admin import PartnerAdmin
from cooperation.people.admin import PersonAdmin
from cooperation.programmes.admin import ProgrammeAdmin
from cooperation.reports.admin import ErrorReportAdmin
from cooperation.sources.admin import SourceAdmin
from cooperation.statements.admin import StatementAdmin
from cooperation.vocabulary.admin import AreaAdmin, CategoryAdmin, PlaceAdmin, UnitAdmin

__all__ = [
    "AccountAdmin",
    "AccountGroupAdmin",
    "ActivityAdmin",
    "AreaAdmin",
    "CategoryAdmin",
    "CommitmentAdmin",
    "DeclarationAdmin",
    "ErrorReportAdmin",
    "FundAdmin",
    "ImportBatchAdmin",
    "ImportProfileAdmin",
    "MeetingAdmin",
    "PartnerAdmin",
    "PersonAdmin",
    "PlaceAdmin",
    "ProgrammeAdmin",
    "SentWorkbookAdmin",
    "SourceAdmin",
    "StatementAdmin",
    "UnitAdmin",
]
