from cooperation.public.addresses import addresses
from cooperation.statements.views import StatementDetailView, StatementListView

urlpatterns = addresses("statements", StatementListView, StatementDetailView)
