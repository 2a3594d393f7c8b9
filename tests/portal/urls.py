"""The portal by itself, so that its tests stand without the other rooms."""

from __future__ import annotations

from django.urls import include, path

urlpatterns = [
    path("account/", include("allauth.account.urls")),
    path("", include("amends.portal.urls")),
]
