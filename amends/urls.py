"""Every address there is. `amends.desk`, `amends.portal` and `amends.api` have their own lists."""

from __future__ import annotations

from django.urls import include, path

from amends.people import health, signin

SHUT = ("email/", "confirm-email/", "confirm-email/<path:key>", "login/code/confirm/")
"""Pages of the sign-in library that are not ours: an address belongs to an account, and an administrator gives it."""

urlpatterns = [
    *(path(f"account/{address}", signin.shut) for address in SHUT),
    path("account/", include("allauth.account.urls")),
    path("desk/", include("amends.desk.urls")),
    path("api/", include("amends.api.urls")),
    path("livez", health.livez, name="livez"),
    path("readyz", health.readyz, name="readyz"),
    path("", include("amends.portal.urls")),
]
