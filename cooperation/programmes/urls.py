from cooperation.programmes.views import ProgrammeDetailView, ProgrammeListView
from cooperation.public.addresses import addresses

urlpatterns = addresses("programmes", ProgrammeListView, ProgrammeDetailView)
