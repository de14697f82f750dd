from django.urls import path

from cooperation.declarations.views import DeclarationDetailView, DeclarationListView

urlpatterns = [
    path("", DeclarationListView.as_view(), name="declaration_list"),
    path("<slug:reference>/", DeclarationDetailView.as_view(), name="declaration_detail"),
]
