"""The customer's addresses. Mounted at the root."""

from __future__ import annotations

from django.urls import path

from amends.portal.views import acts, complain, entering, files, language, my, offers, sending, sorting, start

app_name = "portal"

urlpatterns = [
    path("", start.start, name="start"),
    path("language/", language.choose, name="language"),
    path("complain/", complain.begin, name="complain"),
    path("complain/check/", sending.check, name="check"),
    path("complain/forget/", complain.forget, name="forget"),
    path("complain/sent/<str:token>/", sending.sent, name="sent"),
    path("complain/sent/<str:token>/copy/", sending.copy, name="sent_copy"),
    path("complain/files/", complain.evidence, name="evidence"),
    path("complain/<slug:slug>/", complain.question, name="question"),
    path("follow/", entering.follow, name="follow"),
    path("follow/code/", entering.code, name="code"),
    path("my/", my.my, name="my"),
    path("my/link/<str:token>", entering.link, name="link"),
    path("my/copy/", my.copy, name="copy"),
    path("my/leave/", entering.leave, name="leave"),
    path("my/answer/<int:number>/", acts.answer, name="answer"),
    path("my/message/", acts.message, name="message"),
    path("my/understanding/", acts.understanding, name="understanding"),
    path("my/next-stage/", acts.next_stage, name="next_stage"),
    path("my/reopen/", acts.reopen, name="reopen"),
    path("my/offers/<int:number>/yes/<int:option>/", offers.yes, name="offer_yes"),
    path("my/offers/<int:number>/ask/", offers.ask, name="offer_ask"),
    path("my/offers/<int:number>/suggest/", offers.suggest, name="offer_suggest"),
    path("my/offers/<int:number>/no/", offers.refuse, name="offer_no"),
    path("my/offers/<int:number>/said/<str:token>/", offers.said, name="offer_said"),
    path("my/sorted/", sorting.sorted_, name="sorted"),
    path("my/sorted/missing/", sorting.missing, name="missing"),
    path("my/sorted/more/", sorting.more, name="more"),
    path("my/sorted/<str:token>/<str:answer>/", sorting.by_link, name="sorted_by_link"),
    path("my/files/<str:file_id>/", files.download, name="file"),
]
