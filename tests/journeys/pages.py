"""Every named address, and who opens it to have a look; or why it is no page."""

from __future__ import annotations

from amends.portal.questions import QUESTIONS
from amends.rules.steps import STEPS

STAFF, STRANGER, WRITER = "staff", "stranger", "writer"
"""Someone with every role, someone who has never been here, someone with a complaint half written; besides them there
are the customers of the cases that `tests.journeys.rich` tells."""

CASE = "/desk/cases/{open}/"
Pages = dict[str, list[str]]
"""Addresses by the name of the route. The first is looked at in every way."""

OF_STAFF: Pages = {
    "desk:work": ["/desk/"],
    "desk:team": ["/desk/team/", "/desk/team/?owner=nobody"],
    "desk:search": ["/desk/search/", "/desk/search/?q=charged", "/desk/search/?q=nothing-like-this"],
    "desk:intake": ["/desk/intake/"],
    "desk:read-back": ["/desk/intake/{open}/"],
    "desk:profile": ["/desk/profile/"],
    "desk:letters-to-post": ["/desk/letters/to-post/"],
    "desk:admin": ["/desk/admin/"],
    "desk:admin-people": ["/desk/admin/people/"],
    "desk:admin-person-new": ["/desk/admin/people/new/"],
    "desk:admin-person": ["/desk/admin/people/{person}/"],
    "desk:admin-teams": ["/desk/admin/teams/"],
    "desk:admin-team": ["/desk/admin/teams/payments/"],
    "desk:admin-organisation": ["/desk/admin/organisation/"],
    "desk:admin-procedures": ["/desk/admin/procedures/"],
    "desk:admin-procedure": ["/desk/admin/procedures/general/", "/desk/admin/procedures/uk-fca-disp/"],
    "desk:admin-dates": ["/desk/admin/dates/"],
    "desk:admin-keys": ["/desk/admin/keys/"],
    "desk:admin-roles": ["/desk/admin/roles/"],
    "desk:admin-authority": [
        "/desk/admin/authority/",
        "/desk/admin/authority/?person=staff:{person}&kind=refund&amount=9999",
    ],
    "desk:admin-authority-history": ["/desk/admin/authority/history/"],
    "desk:admin-limit-new": ["/desk/admin/authority/new/?holder=handler&kind=refund"],
    "desk:admin-limit-end": ["/desk/admin/authority/{limit}/end/"],
    "desk:admin-away": ["/desk/admin/away/"],
    "desk:admin-letters": ["/desk/admin/letters/"],
    "desk:admin-service-offer": ["/desk/admin/service-offer/"],
    "desk:admin-acts": ["/desk/admin/changes/"],
    "desk:admin-health": ["/desk/admin/health/"],
    "desk:sent": ["/desk/sent/"],
    "desk:sent-message": ["/desk/sent/{message}/"],
    "desk:time-machine": ["/desk/time-machine/"],
    "desk:case": [CASE, "/desk/cases/{new}/", "/desk/cases/{answered}/", "/desk/cases/{closed}/"],
    "desk:evidence": [f"{CASE}evidence/", "/desk/cases/{new}/evidence/"],
    "desk:issues": [f"{CASE}issues/", "/desk/cases/{new}/issues/"],
    "desk:options": [f"{CASE}options/", "/desk/cases/{new}/options/", "/desk/cases/{closed}/options/"],
    "desk:independent": [f"{CASE}independent/", "/desk/cases/{answered}/independent/"],
    "desk:timeline": [f"{CASE}timeline/", "/desk/cases/{new}/timeline/"],
    "desk:history": [f"{CASE}history/"],
    "desk:why": [f"{CASE}why/response/", f"{CASE}why/ack/"],
    "desk:bundle": ["/desk/cases/{make_bundle}/steps/make_bundle/"],
    "desk:step": [f"/desk/cases/{{{step}}}/steps/{step}/" for step in STEPS if step not in ("receive", "make_bundle")],
    "account_logout": ["/account/logout/"],
    "account_reauthenticate": ["/account/reauthenticate/"],
    "account_change_password": ["/account/password/change/"],
}

OF_OTHERS: dict[str, Pages] = {
    STRANGER: {
        "account_login": ["/account/login/"],
        "account_inactive": ["/account/inactive/"],
        "account_signup": ["/account/signup/"],
        "account_reset_password": ["/account/password/reset/"],
        "account_reset_password_done": ["/account/password/reset/done/"],
        "account_reset_password_from_key": ["/account/password/reset/key/1-ended/"],
        "account_reset_password_from_key_done": ["/account/password/reset/key/done/"],
        "portal:start": ["/"],
        "portal:follow": ["/follow/"],
        "portal:sent": ["/complain/sent/{open_link}/"],
    },
    WRITER: {
        "portal:question": [f"/complain/{question.slug}/" for question in QUESTIONS if question.slug != "files"],
        "portal:evidence": ["/complain/files/"],
        "portal:check": ["/complain/check/"],
    },
    "open": {
        "portal:my": ["/my/"],
        "portal:answer": ["/my/answer/1/"],
        "portal:message": ["/my/message/"],
        "portal:understanding": ["/my/understanding/"],
    },
    "answered": {
        "portal:my": ["/my/"],
        "portal:sorted": ["/my/sorted/"],
        "portal:missing": ["/my/sorted/missing/"],
        "portal:next_stage": ["/my/next-stage/"],
    },
    "closed": {"portal:my": ["/my/"], "portal:reopen": ["/my/reopen/"]},
    "offered": {
        "portal:my": ["/my/"],
        "portal:offer_yes": ["/my/offers/1/yes/1/"],
        "portal:offer_ask": ["/my/offers/1/ask/"],
        "portal:offer_suggest": ["/my/offers/1/suggest/"],
        "portal:offer_no": ["/my/offers/1/no/"],
        "portal:offer_said": ["/my/offers/1/said/{offered_link}/"],
    },
    "agreed": {"portal:my": ["/my/"]},
    "sorted": {"portal:my": ["/my/"], "portal:more": ["/my/sorted/more/"]},
    "referred": {"portal:my": ["/my/"]},
}

NO_PAGE = {
    "account_set_password": "everyone has a password from the start: leads on to changing it",
    "account_email": "shut",
    "account_email_verification_sent": "shut",
    "account_confirm_email": "shut",
    "account_confirm_login_code": "shut",
    "desk:duplicates": "answers a form with a part of its page",
    "desk:admin-password": "answers a form",
    "desk:admin-key-revoke": "answers a form",
    "desk:admin-limits-usual": "answers a form",
    "desk:admin-away-withdraw": "answers a form",
    "desk:admin-letters-back": "answers a form",
    "desk:admin-service-offer-end": "answers a form",
    "desk:admin-letters-template": "a download",
    "desk:letter-check": "answers a form",
    "desk:letter-save": "answers a form",
    "desk:letter-discard": "answers a form",
    "desk:letter-paper": "a download",
    "desk:letter-word": "a download",
    "desk:letter-review": "answers a form",
    "desk:letter-posted": "answers a form",
    "desk:file": "a download",
    "portal:complain": "leads on to the first open question",
    "portal:code": "below: it is there only for who has asked for a code",
    "portal:forget": "answers a form",
    "portal:language": "answers a form",
    "portal:sent_copy": "a download",
    "portal:link": "leads on to one's own case",
    "portal:sorted_by_link": "sends its answer at once: looked at without that in test_offers",
    "portal:copy": "a download",
    "portal:leave": "answers a form",
    "portal:file": "a download",
    "livez": "for machines",
    "readyz": "for machines",
}

Visit = tuple[str, str, str]
"""Who, the name of the route, the address."""


def visits(pages: dict[str, Pages]) -> list[Visit]:
    return [(who, name, path) for who, named in pages.items() for name, paths in named.items() for path in paths]


BY_STAFF = visits({STAFF: OF_STAFF})
BY_OTHERS = visits(OF_OTHERS)
FIRST = {paths[0] for pages in (OF_STAFF, *OF_OTHERS.values()) for paths in pages.values()}
