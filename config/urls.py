from django.conf.urls.i18n import i18n_patterns
from django.contrib import admin
from django.urls import include, path

handler400 = "cooperation.public.faults.bad_request"
handler500 = "cooperation.public.faults.server_error"

urlpatterns = [
    path("", include("cooperation.public.feeds.at_the_root")),
    *i18n_patterns(
        path("desk/", admin.site.urls),
        path("", include("cooperation.urls")),
    ),
]
