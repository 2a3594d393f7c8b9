"""The address of a bundle, below `cases/`. It is that of the step, so that whatever leads to the step leads here."""

from __future__ import annotations

from django.urls import path

from amends.desk.bundle import views

urlpatterns = [path("<str:reference>/steps/make_bundle/", views.bundle, name="bundle")]
