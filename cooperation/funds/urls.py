from django.urls import path

from cooperation.funds.views import FundDetailView, FundListView

urlpatterns = [
    path("", FundListView.as_view(), name="fund_list"),
    path("<slug:reference>/", FundDetailView.as_view(), name="fund_detail"),
]
