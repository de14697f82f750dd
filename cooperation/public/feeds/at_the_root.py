"""What stands at the root of the site, in no language of its own, where programs look for it."""

from django.urls import path

from cooperation.public.feeds import sitemap
from cooperation.public.feeds.catalogue import catalogue
from cooperation.public.feeds.iati import iati_file
from cooperation.public.feeds.programs import in_no_language

urlpatterns = [
    path("robots.txt", in_no_language(sitemap.robots), name="robots"),
    path("sitemap.xml", in_no_language(sitemap.index), name="sitemap"),
    path("sitemap-<slug:name>.xml", in_no_language(sitemap.part), name="sitemap_part"),
    path("catalog.jsonld", in_no_language(catalogue), name="catalogue"),
    path("iati.xml", in_no_language(iati_file), name="iati"),
]
