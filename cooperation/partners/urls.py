from django.urls import path

from cooperation.partners.views import PartnerDetailView, PartnerListView

urlpatterns = [
    path("", PartnerListView.as_view(), name="partner_list"),
    path("<slug:reference>/", PartnerDetailView.as_view(), name="partner_detail"),
]
