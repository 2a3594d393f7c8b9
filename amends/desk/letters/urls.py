"""Every address of letters, below `cases/`: what is done with one before it is sent, and after."""

from __future__ import annotations

from django.urls import path

from amends.desk.letters import acts, posting

urlpatterns = [
    path("<str:reference>/letters/<str:step>/check/", acts.check, name="letter-check"),
    path("<str:reference>/letters/<str:step>/save/", acts.save, name="letter-save"),
    path("<str:reference>/letters/<str:step>/discard/", acts.discard, name="letter-discard"),
    path("<str:reference>/letters/<str:step>/paper/", acts.look, name="letter-paper"),
    path("<str:reference>/letters/<str:step>/word/", acts.word, name="letter-word"),
    path("<str:reference>/letters/<str:step>/review/", acts.ask, name="letter-review"),
    path("<str:reference>/posted/<int:entry>/", posting.posted, name="letter-posted"),
]
