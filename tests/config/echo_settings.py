"""The register's settings with one page, which says who asked for it. It needs no database."""

from config.settings import *  # noqa: F403  a server is tested with all of them

ROOT_URLCONF = "tests.config.echo"
SECURE_SSL_REDIRECT = False
MIDDLEWARE = ["config.proxies.IgnoreForgedProxyHeaders", "django.middleware.security.SecurityMiddleware"]
