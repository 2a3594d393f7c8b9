"""Every address there is. `amends.desk`, `amends.portal` and `amends.api` have their own lists."""

from __future__ import annotations

from django.urls import include, path

from amends.people import health

urlpatterns = [
    path("account/", include("allauth.account.urls")),
    path("desk/", include("amends.desk.urls")),
    path("api/", include("amends.api.urls")),
    path("livez", health.livez, name="livez"),
    path("readyz", health.readyz, name="readyz"),
    path("", include("amends.portal.urls")),
]
