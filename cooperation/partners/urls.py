from cooperation.partners.views import PartnerDetailView, PartnerListView
from cooperation.public.addresses import addresses

urlpatterns = addresses("partners", PartnerListView, PartnerDetailView)
