from django.conf.urls.i18n import i18n_patterns
from django.contrib import admin
from django.urls import include, path
from django.utils.translation import gettext_lazy as _

admin.site.site_title = _("Cooperation register")
admin.site.site_header = _("Cooperation register: the desk")
admin.site.index_title = _("The desk")

urlpatterns = i18n_patterns(
    path("desk/", admin.site.urls),
    path("", include("cooperation.urls")),
)
