"""Every address of the administration, below `admin/`."""

from __future__ import annotations

from django.urls import path

from amends.desk.admin import (
    acts,
    authority,
    away,
    dates,
    health,
    keys,
    letters,
    limits,
    organisation,
    people,
    procedures,
    service_offer,
    start,
    teams,
)

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
    path("authority/", authority.powers, name="admin-authority"),
    path("authority/history/", authority.history, name="admin-authority-history"),
    path("authority/new/", limits.new, name="admin-limit-new"),
    path("authority/usual/", limits.usual, name="admin-limits-usual"),
    path("authority/<int:pk>/end/", limits.end, name="admin-limit-end"),
    path("away/", away.away, name="admin-away"),
    path("away/<int:pk>/withdraw/", away.withdraw, name="admin-away-withdraw"),
    path("service-offer/", service_offer.service_offer, name="admin-service-offer"),
    path("service-offer/<int:pk>/end/", service_offer.end_line, name="admin-service-offer-end"),
    path("letters/", letters.letters, name="admin-letters"),
    path("letters/back/", letters.back, name="admin-letters-back"),
    path("letters/<str:which>.docx", letters.template, name="admin-letters-template"),
    path("changes/", acts.acts, name="admin-acts"),
    path("health/", health.health, name="admin-health"),
]
