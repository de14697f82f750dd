from cooperation.people.views import PersonDetailView, PersonListView
from cooperation.public.addresses import addresses

urlpatterns = addresses("people", PersonListView, PersonDetailView)
