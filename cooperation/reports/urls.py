from django.urls import path

from cooperation.reports.views import ReportSentView, ReportView

urlpatterns = [
    path("", ReportView.as_view(), name="report"),
    path("sent/", ReportSentView.as_view(), name="report_sent"),
]
