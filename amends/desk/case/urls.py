"""Every address of a case, below `cases/`."""

from __future__ import annotations

from django.urls import path

from amends.desk.case import solving, taking, views

urlpatterns = [
    path("<str:reference>/", views.case_page, name="case"),
    path("<str:reference>/evidence/", views.evidence, name="evidence"),
    path("<str:reference>/issues/", views.issues, name="issues"),
    path("<str:reference>/options/", solving.options_page, name="options"),
    path("<str:reference>/independent/", solving.independent_page, name="independent"),
    path("<str:reference>/timeline/", views.timeline_page, name="timeline"),
    path("<str:reference>/history/", views.history, name="history"),
    path("<str:reference>/why/<str:clock>/", views.why, name="why"),
    path("<str:reference>/files/<str:file_id>/", views.download, name="file"),
    path("<str:reference>/steps/<str:step>/", taking.step_page, name="step"),
]
