from cooperation.declarations.views import DeclarationDetailView, DeclarationListView
from cooperation.public.addresses import addresses

urlpatterns = addresses("declarations", DeclarationListView, DeclarationDetailView)
