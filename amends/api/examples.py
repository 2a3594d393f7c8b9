"""Bodies that show how the steps of putting it right are said: money in hundredths, people by id, days as dates."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

EXAMPLES: Mapping[str, Mapping[str, Any]] = {
    "identify_option": {"kind": "refund", "title": "Refund the second charge", "pence": 6400},
    "invite_options": {
        "of": ["staff:8"],
        "question": "Which ways do you see to put this right?",
        "due_on": "2026-03-06",
    },
    "weigh_option": {
        "option": 1,
        "benefits_customer": "The money is back within a week.",
        "drawbacks_customer": "Says nothing about the rent that was returned.",
        "benefits_us": "Plain, and quickly done.",
        "drawbacks_us": "None beyond the amount.",
        "meets": "partly",
        "pence": 7000,
    },
    "assess_risk": {
        "option": 1,
        "precedent_likelihood": "low",
        "precedent_impact": "medium",
        "why_precedent": "Others were charged twice by the same run.",
    },
    "select_option": {"option": 1, "rationale": "It gives back what was taken, and at once."},
    "seek_approval": {
        "options": [2],
        "pence": 90000,
        "of": "staff:9",
        "due_on": "2026-03-06",
        "message": "The rent was returned because of us. I propose to pay the whole of it.",
    },
    "approve": {"approval": 1, "reason": "The loss is proved and follows from our error."},
    "decline": {"approval": 1, "reason": "Half of it was paid back already. Ask again for the rest."},
    "offer": {
        "options": [1, 2],
        "open_until": "2026-03-30",
        "within_days": 14,
        "without_liability": True,
        "message": "We would like to put this right. Please tell us which of the two you choose.",
    },
    "agree_counter": {"option": 2, "message": "Yes: we pay what you ask for.", "within_days": 14},
    "withdraw_offer": {"offer": 1, "message": "We named the wrong amount, and write again tomorrow."},
    "signpost": {"elsewhere": "The county court.", "message": "We cannot decide what your landlord owes you."},
    "accept": {"offer": 1, "option": 1, "comment": "Thank you.", "channel": "portal"},
    "counter": {"offer": 1, "message": "It cost me more: the bank charged me, too.", "pence": 8000},
    "refuse": {"offer": 1, "why": "Nobody has said sorry.", "channel": "phone"},
    "carry_out": {"promise": 1, "proof": "Paid by bank transfer, reference FP-20260309.", "pence": 6400},
    "escalate": {
        "to": "staff:9",
        "cause": "authority",
        "why": "The loss is larger than I may decide.",
        "asked": "Please decide whether we pay it.",
        "due_on": "2026-03-06",
    },
    "keep_here": {"cause": "promise", "reason": "It was made good within the hour."},
    "take_over": {"escalation": 1, "reason": "I know the run that charged twice, and decide this week."},
    "return": {"escalation": 1, "answer": "Pay it. The error is ours."},
    "refer": {
        "body": "Financial Ombudsman Service",
        "by_whom": "customer",
        "reason": "The amount.",
        "reference": "F-1",
    },
    "make_bundle": {
        "referral": 1,
        "title": "Bundle for the ombudsman",
        "files": ["the id of a file that was sent to this case"],
        "pages": 24,
    },
    "record_third_party": {
        "referral": 1,
        "what": "request",
        "detail": "Send us the ledger of February.",
        "due_on": "2026-04-01",
    },
    "ask_review": {
        "step": "report_findings",
        "of": "staff:8",
        "draft": "Dear Jo Marsh, …",
        "message": "Is the second paragraph plain enough?",
        "due_on": "2026-03-06",
    },
    "give_review": {"review": 1, "verdict": "change", "comments": "Say first that the money is back."},
    "take_back": {"reason": "The wrong name."},
    "post_letter": {"entry": 12},
    "note_moment": {"moment_of": "delivered", "moment_at": "2026-02-20T10:00:00+00:00"},
    "send_summary": {
        "message": "You have told us that it is resolved with the refund of the second charge.",
        "referral_rights": "If you are not satisfied after all, you can turn to the Financial Ombudsman Service.",
        "contact": "Its address is 16 Harbour Square.",
    },
}
