from django.urls import path

from cooperation.statements.views import StatementDetailView, StatementListView

urlpatterns = [
    path("", StatementListView.as_view(), name="statement_list"),
    path("<slug:reference>/", StatementDetailView.as_view(), name="statement_detail"),
]
