from cooperation.commitments.views import CommitmentDetailView, CommitmentListView
from cooperation.public.addresses import addresses

urlpatterns = addresses("commitments", CommitmentListView, CommitmentDetailView)
