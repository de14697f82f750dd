"""Every resource of the register, in the order of the workbook's sheets."""

from cooperation.activities.resources import ActivityResource
from cooperation.commitments.resources import CommitmentResource
from cooperation.declarations.resources import DeclarationResource
from cooperation.funds.resources import FundResource
from cooperation.meetings.resources import MeetingResource
from cooperation.partners.resources import PartnerResource
from cooperation.people.resources import PersonResource
from cooperation.programmes.resources import ProgrammeResource
from cooperation.sources.resources import SourceResource
from cooperation.statements.resources import StatementResource
from cooperation.vocabulary.resources import AreaResource, CategoryResource, PlaceResource, UnitResource

RESOURCES = [
    PartnerResource,
    PersonResource,
    ProgrammeResource,
    ActivityResource,
    FundResource,
    MeetingResource,
    DeclarationResource,
    CommitmentResource,
    StatementResource,
    SourceResource,
    AreaResource,
    CategoryResource,
    UnitResource,
    PlaceResource,
]
