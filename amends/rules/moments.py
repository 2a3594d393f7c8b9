"""The moments of a case that clocks start and stop at."""

from __future__ import annotations

from amends.rules.words import Words, say

MOMENTS: dict[str, Words] = {
    "received": say("the complaint was received"),
    "acknowledged": say("the complaint was acknowledged"),
    "responded": say("the final response was sent"),
    "stage2_received": say("the request for stage 2 was received"),
    "stage2_acknowledged": say("stage 2 was acknowledged"),
    "stage2_responded": say("the stage 2 response was sent"),
    "resolved": say("the customer accepted that it is resolved"),
    "sent_to_company": say("the complaint was sent to the company's portal"),
    "happened": say("what is complained of happened"),
    "aware": say("the customer became aware of it"),
    "last_contact": say("we last wrote or spoke to the customer"),
    "closed": say("the case was closed"),
    "holding_sent": say("the holding response was sent"),
    "not_yet_sent": say("the letter saying why there is no final response yet was sent"),
    "other_responsible": say("we were satisfied that another firm is responsible"),
    "decided_to_split": say("we decided to split the complaint"),
    "period_ended": say("the reporting period ended"),
    "updated": say("we last sent a written update"),
    "investigated": say("the investigation was completed"),
    "deadlock": say("our own procedure ended without settling it"),
    "signposted": say("the letter saying where else to turn was sent"),
    "referral_left_out": say("the final response left out how, or by when, to go to the independent body"),
    "adr_asked": say("the independent body asked us about it"),
    "adr_answered": say("the independent body had our answer"),
    "regulator_asked": say("the regulator asked for it"),
    "regulator_answered": say("the regulator had what it asked for"),
    "objections_ended": say("the time for objections ended"),
    "contracted": say("the contract was made"),
    "owned": say("ownership or possession passed to the customer"),
    "delivered": say("the goods were delivered"),
    "installed": say("we said that the goods were installed"),
    "rejected": say("the customer rejected the goods"),
    "refund_agreed": say("we agreed that a refund is due"),
    "refunded": say("the refund was paid"),
    "informed": say("the customer was told of the right to cancel"),
    "cancelled": say("the customer cancelled"),
    "rules_began": say("these rules came into force"),
}
"""The moments that clocks start and stop at, and how each is said. `Facts.moments` is keyed by these."""
