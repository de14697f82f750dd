from django.http import HttpRequest, JsonResponse
from django.urls import path

from config.proxies import client_address

FORWARDED = "HTTP_X_FORWARDED"


def tell_who_asks(request: HttpRequest) -> JsonResponse:
    return JsonResponse(
        {
            "client": client_address(request),
            "secure": request.is_secure(),
            "address": request.build_absolute_uri("/there/"),
            "page": request.path,
            "forwarded": sorted(name for name in request.META if name.startswith(FORWARDED)),
        }
    )


urlpatterns = [path("who/", tell_who_asks)]
