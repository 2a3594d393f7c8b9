"""Every address of the administration, below `admin/`."""

from __future__ import annotations

from django.urls import path

from amends.desk.admin import dates, health, keys, organisation, people, procedures, start, teams

urlpatterns = [
    path("", start.start, name="admin"),
    path("people/", people.people, name="admin-people"),
    path("people/new/", people.add, name="admin-person-new"),
    path("people/<int:pk>/", people.change, name="admin-person"),
    path("people/<int:pk>/password/", people.new_password, name="admin-password"),
    path("teams/", teams.teams, name="admin-teams"),
    path("teams/<slug:slug>/", teams.rename, name="admin-team"),
    path("organisation/", organisation.organisation, name="admin-organisation"),
    path("procedures/", procedures.procedures, name="admin-procedures"),
    path("procedures/<str:regime>/", procedures.procedure, name="admin-procedure"),
    path("dates/", dates.tester, name="admin-dates"),
    path("keys/", keys.keys, name="admin-keys"),
    path("keys/<int:pk>/revoke/", keys.revoke, name="admin-key-revoke"),
    path("roles/", start.who_may, name="admin-roles"),
    path("health/", health.health, name="admin-health"),
]
