from cooperation.public.addresses import addresses
from cooperation.sources.views import SourceDetailView, SourceListView

urlpatterns = addresses("sources", SourceListView, SourceDetailView)
