"""What is said in putting it right: to the customer, among colleagues, to and by the independent body."""

from __future__ import annotations

WHICH_WAYS = "Which ways do you see to put this right? You know how it was done the last time."
RATIONALE = [
    "It makes good what was lost, and at once. The others leave part of it standing.",
    "It is what they asked for, we can do it this week, and it costs less than going on writing.",
    "Of the ways that we can defend to others in the same place, this gives most.",
]
LESS = "More was declined. This is within what I may give, and says that we are sorry for the trouble."
PLEASE_APPROVE = [
    "The loss follows from our error and is proved by the statement. I propose to pay all of it.",
    "It is more than I may give. The options are weighed; the other ways leave them out of pocket.",
]
APPROVED = [
    "Proved, and ours. Please say clearly what it is for.",
    "Agreed. It is in line with what we have done before.",
]
DECLINED = "Part of this would have happened anyway. Offer something for the trouble instead."
OFFERED = [
    (
        "I would like to put this right, and here is what we offer. If you say yes, we do it within the time named "
        "below. If you say no, you keep all your rights, and we look at it together again."
    ),
    (
        "Here is what we would do for you. You can accept it on your page, by telephone or by letter, ask about it, "
        "or tell us what you would accept instead."
    ),
]
YES_PLEASE = ["Yes, thank you.", "That is fair.", "I accept. Please do it soon.", ""]
MORE = [
    "It cost me more than that: there was the train, and the call from abroad.",
    "I would take it if it were a little more. It has gone on for weeks.",
]
NO_THANKS = [
    "It is not about the money. Nobody has said why.",
    "That does not cover half of it, and I would rather have someone else look at it.",
]
AGREED = "Yes: we do as you ask, and you have it within the time below."
OFFER_TAKEN_BACK = "I am sorry: the letter named the wrong amount. You get the right offer with the next one."
PAID = ["Paid by bank transfer; the reference is in the ledger.", "Payment made; the receipt is in the ledger."]
DONE = ["Done, and confirmed with the customer by telephone.", "The letter went out today; a copy is in the file."]
NOTHING_WRONG = "We offer nothing beyond this explanation, because we found nothing wrong."
PUT_RIGHT = "We have put right what went wrong, and are sorry that it happened."
OFFER_NOT_TAKEN = (
    "We made you an offer, which you did not take. You keep your rights. If you would like it after all, tell us, and "
    "we look at making it again."
)
PARTS = {
    "reasons": "The account of the colleague who was there is still missing, and without it we would be guessing.",
    "new_date": "By the end of the month after next.",
    "redress": "What we agreed with you.",
    "next_stage_how": "Answer this message, or tell us on your page, that you want it looked at again.",
    "referral_rights": "You may turn to the ombudsman, free of charge.",
    "time_limit": "You must do so within six months of the date of this letter.",
    "contact": "How to reach the ombudsman: 16 Harbour Square, or by telephone on 01632 960200.",
    "waiver": "If you refer it later than that, we do not agree to set the time limit aside.",
    "leaflet": "Your complaint and the ombudsman",
    "signed_by": "Helen Marsh, for the responsible person",
}
SUMMARY = (
    "You have told us that it is resolved with what we agreed, and I am glad. This is our short answer. If you find "
    "that it is not resolved after all, you may turn to the ombudsman."
)

ESCALATED = [
    (
        "They ask for more than I may decide, and have lost their patience.",
        "Please decide whether we can go that far.",
    ),
    (
        "The records contradict one another, and I cannot say which is right.",
        "Please look at the log with me, and tell me how to read it.",
    ),
]
TAKEN_OVER = "I know this from the last time, and take it to its end myself."
RETURNED = [
    "Go on as you propose: the cause is ours. Ring them before you write.",
    "The log of the night counts, not the one of the morning. It is yours again.",
]
KEPT_HERE = "It was made good on the same day, and they know who to ask for."
PLEASE_READ = "Is it plain enough, and does it answer both points?"
CHANGE_IT = [
    "Say first that it was our fault; the reasons can come after.",
    "The second point is hardly answered. And «inconvenience» is too small a word.",
]
WRONG_NAME = "Dear Mr Hollis, here is the reading that you asked for."
BOUGHT = "The order confirmation that they sent."
ELSEWHERE = "Citizens Advice, free of charge; the small claims court, where it is about money that somebody owes you."
SIGNPOSTED = "We cannot help with this ourselves. Here is who can, and what each of them does."
REFERRED = "Whether what we offered makes good what happened."
BUNDLE = "What we wrote to the customer"
BODY_ASKS = "Please send us your file, and say how you came to the amount."
WE_ANSWER = "We have sent our file and a page on how we came to the amount."
BODY_DECIDES = "What was offered did not reflect the time and the trouble."
ORDERED = "Pay {amount} for distress and inconvenience"
