"""Every address of the desk."""

from __future__ import annotations

from django.urls import include, path

from amends.desk import profile, team, work
from amends.desk.admin import urls as admin
from amends.desk.demo import views as demo
from amends.desk.intake import views as intake
from amends.desk.letters import posting
from amends.desk.search import views as search

app_name = "desk"
urlpatterns = [
    path("", work.work, name="work"),
    path("team/", team.team, name="team"),
    path("search/", search.search_page, name="search"),
    path("intake/", intake.intake, name="intake"),
    path("intake/duplicates/", intake.duplicates, name="duplicates"),
    path("intake/<str:reference>/", intake.read_back, name="read-back"),
    path("letters/to-post/", posting.letters_to_post, name="letters-to-post"),
    path("profile/", profile.profile, name="profile"),
    path("admin/", include(admin.urlpatterns)),
    path("sent/", demo.sent, name="sent"),
    path("sent/<int:pk>/", demo.message, name="sent-message"),
    path("time-machine/", demo.time_machine, name="time-machine"),
    path("cases/", include("amends.desk.bundle.urls")),
    path("cases/", include("amends.desk.letters.urls")),
    path("cases/", include("amends.desk.case.urls")),
]
