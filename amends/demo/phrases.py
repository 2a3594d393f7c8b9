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
