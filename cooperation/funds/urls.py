from cooperation.funds.views import FundDetailView, FundListView
from cooperation.public.addresses import addresses

urlpatterns = addresses("funds", FundListView, FundDetailView)
