"""What is said in every area: letters, notes, needs. Topics have their own words in `areas/`."""

from __future__ import annotations

from typing import Literal

Mood = Literal["calm", "angry", "confused", "anxious"]

ACKNOWLEDGED = [
    (
        "Thank you for telling us about this. I am sorry that it happened. I look after your complaint from "
        "now on, and you can reach me under the reference above."
    ),
    (
        "We have your complaint and I am dealing with it. I would like to understand it properly, so please "
        "tell me if I get anything wrong."
    ),
    "I have read what you wrote and I can see that this has been a difficult time. Your complaint is with me now.",
]
NEXT = [
    (
        "I am going to look at our records and speak to those who were involved, and I write to you again by "
        "the date below."
    ),
    "Next I check what happened against our records. You hear from me well before the date below.",
]
UPDATES = [
    (
        "A short word on where things are: I have the records and am waiting for one colleague's answer. "
        "Nothing is needed from you."
    ),
    "I am still working on your complaint. I now know what happened, and am finding out why.",
    "I have not forgotten you. The colleague who knows most about this is back on Monday, and I speak to them then.",
]
TAKES_LONGER = (
    "I cannot give you our final answer in time, and I am sorry. We wait for a record that another firm holds. "
    "I expect to answer you within three weeks. You need not wait for that: you may turn to the ombudsman now, "
    "free of charge."
)
ANSWERED = [
    (
        "I have now looked into everything that you raised, and here is our answer. What we found on each "
        "point is below, with our reasons."
    ),
    "Thank you for your patience. This is our final answer to your complaint, point by point.",
]
ASK_SORTED = [
    "You have our answer. Is it sorted for you? Please tell us: yes, partly or no.",
]
HAPPY = [
    "Thank you, that is what I wanted.",
    "Good. I was treated well in the end.",
    "Yes. I hope others get their answer sooner.",
    "",
]
UNHAPPY = [
    "You have not answered what I asked: why did nobody ring?",
    "The money is right now. The rest is not.",
    "I do not accept that it was nobody's fault.",
]
REASONS_AGAIN = [
    (
        "You tell us that it is not sorted. I have read your answer with care. We base our decision on the "
        "records that I named; they do not show more than I wrote. You keep all your rights, and they are set "
        "out below."
    ),
    (
        "I understand that you see it differently. Here again is why we decided as we did, in other words, and "
        "what you can do next."
    ),
]
STAGE_TWO = [
    "I ask for stage 2. The person who decided did not speak to me once.",
    "Please look at it again. The second point was hardly answered.",
]
STAGE_TWO_FOUND = [
    "I had no part in the first answer. I have read everything again and spoken to you and to those involved.",
]
CLOSED_SORTED = [
    "The customer told us that it is sorted.",
]
CLOSED_ANSWERED = [
    "Answered in full, with reasons; the customer knows where else they can turn.",
]
GOODBYE = [
    "I am closing your complaint now. If it turns out not to be sorted, tell us and we open it again.",
    "Thank you for telling us. I close this now; you can always come back to it under the same reference.",
]
NEEDS: list[tuple[str, Mood, str]] = [
    (
        "Cannot hear well on the telephone; please write.",
        "anxious",
        "We write, and ring only after a text message.",
    ),
    (
        "Is caring for a husband with dementia and can talk in the evenings only.",
        "calm",
        "Calls between six and seven, by arrangement.",
    ),
    (
        "English is not the first language; short sentences help.",
        "confused",
        "Letters in short sentences, with the main point first.",
    ),
    (
        "Is in debt and frightened of letters.",
        "anxious",
        "A call before every letter, and nothing in red.",
    ),
    (
        "Very angry; was passed on five times.",
        "angry",
        "One person, one number, and no passing on.",
    ),
    (
        "Large print, please.",
        "calm",
        "All letters in 18 point.",
    ),
]
COLLEAGUES = [
    "What do you have on this customer for the days in question?",
    "Could you look whether this was known before, and what was done?",
    "Who was on duty, and what do they remember?",
]
COLLEAGUES_SAY = [
    "I have been through our side. It is as the customer says, and we had seen it once before.",
    "Nothing unusual on that day. I send you the log.",
    "Two of us remember it, and not quite in the same way. Both notes are below.",
]
NOTES = [
    "Spoke to the customer for ten minutes. Calmer now. Does not want to be rung at work.",
    "Looks like the one from last week. Worth asking the team whether there are more.",
    "Letter came back with an old postmark. Address checked, it is right.",
]
UNABLE = (
    "There is one account against another and nothing written down. We cannot say which is right, and will not guess."
)
PARTLY = "That is so for a part of it: the later events went as they should."
MESSAGES = [
    "Is there any news? I was told that somebody would write this week.",
    "I have found one more letter. It is from the day before.",
    "Thank you for ringing. I just want this to be over.",
]
WITHDRAWN = [
    "I have thought about it and do not want to go on with this. Please close it.",
    "It has come right by itself. You can stop.",
]
REOPENED = [
    "You said that it was done. It is not: the same thing happened again this morning.",
    "The payment never came.",
]
RELEASED = [
    "You need not ring me any more, I have it in writing now.",
    "Leave it. I have had it done by a friend.",
]
QUERY_STORY = [
    "Could you tell me how to {thing}? I cannot find it on your pages.",
    "I am not complaining, I would only like to know how to {thing}.",
]
QUERY_THINGS = [
    "change the day of my payment",
    "get a copy of my contract",
    "name somebody who may speak for me",
    "move my account when I move house",
]
QUERY_ANSWER = (
    "Thank you for asking. You can do that by telephone or on the page «My details». I have also enclosed the "
    "form, so that you need not look for it."
)
NOW_A_COMPLAINT = (
    "I asked politely. Three weeks on nothing has happened and I am being passed around. Now I am complaining."
)
OUTSIDE = (
    "I am sorry that I cannot take this up under our complaints procedure. I explain why, and where else you can turn."
)
HAND_OVER = [
    (
        "I am on leave from tomorrow.",
        "The customer has been told. The promise is yours now; the records are in evidence.",
    ),
    (
        "This belongs with somebody who knows the trade.",
        "Understanding is confirmed. Findings are still to be made.",
    ),
]
INSIDE = "For the head of the area: what we found, and why it could happen again. The cause is named for each point."
EXTENDED = (
    "I need more time than usual, and I am sorry for that. There is more to look into than at first appeared. "
    "The new date is below, and so is where you can turn meanwhile."
)
PAUSED_FOR_CUSTOMER = "Without the customer's answer the amount cannot be checked."
PAUSED_FOR_OTHERS = "The other company holds the record and has been asked for it."
CAME = "The other company has sent the record."
BROKEN = [
    "The contractor did not come, and nobody told us until the customer rang.",
    "It was in my diary for the wrong day.",
    "The payment run was missed by an hour.",
]
KEPT = [
    "Done and confirmed with the customer by telephone.",
    "Letter sent, copy in evidence.",
    "Payment made; the receipt is in the ledger.",
]

# --- putting it right ---

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

# --- to others ---

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
