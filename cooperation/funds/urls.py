from django.urls import path

from cooperation.funds.lines import FundingLineListView
from cooperation.funds.views import FundDetailView, FundListView
from cooperation.public.addresses import addresses

urlpatterns = [
    *addresses("funds", FundListView, FundDetailView),
    path("money/", FundingLineListView.as_view(), name="line_list"),
]
