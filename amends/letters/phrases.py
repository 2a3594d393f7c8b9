"""Phrases that make a letter blame or sound stiff, why, and what could be said instead."""

from __future__ import annotations

import re
from dataclasses import dataclass

from django.utils.translation import gettext_noop as say


@dataclass(frozen=True, slots=True)
class Phrase:
    pattern: re.Pattern[str]
    why: str
    instead: str
    from_times: int = 1  # how often it must be said to be worth a word


def _phrase(words: str, why: str, instead: str, *, from_times: int = 1) -> Phrase:
    """`words` are a regular expression in which a space is any space, and an apostrophe either kind."""
    spaced = words.replace(" ", r"\s+").replace("'", "['’]")
    return Phrase(re.compile(rf"\b(?:{spaced})\b", re.IGNORECASE), why, instead, from_times)


BLAMES = say("It blames the customer.")
BELITTLES = say("It makes little of what the customer felt.")
DISTANT = say("It speaks of the customer as of a stranger.")
HIDES = say("It hides who decided.")
STIFF = say("It is stiff.")
CLOSED = say("It shuts the door.")

PHRASES = (
    _phrase("the complainant", DISTANT, say("“you”, or the person's name")),
    _phrase("the (?:customer|consumer|policyholder) (?:claims|alleges)", DISTANT, say("“you told us”")),
    _phrase("you (?:have )?(?:failed|neglected) to", BLAMES, say("say what happened: “we did not receive …”")),
    _phrase("you should have", BLAMES, say("say what helps next time, or leave it out")),
    _phrase("you (?:claim(?:ed)?|alleged?) that", say("It doubts the customer's word."), say("“you told us”")),
    _phrase("your (?:allegations?|claims? that)", say("It doubts the customer's word."), say("“what you told us”")),
    _phrase("as (?:I|we) (?:have )?(?:already|previously) (?:stated|explained|said|advised|told you)", BLAMES,
            say("say it again, simply")),
    _phrase("as (?:previously|already) (?:stated|explained|mentioned|advised)", BLAMES, say("say it again, simply")),
    _phrase("as (?:stated|explained|mentioned|advised) (?:previously|already|before|above)", BLAMES,
            say("say it again, simply")),
    _phrase("frivolous|vexatious|baseless|spurious", BELITTLES, say("say what was found, and why")),
    _phrase("only a (?:minor|small) (?:issue|matter|inconvenience|error)", BELITTLES,
            say("say what it meant for them")),
    _phrase("any inconvenience (?:this |it )?(?:may|might) have (?:been )?caused?", BELITTLES,
            say("name what happened: “we are sorry that you waited for six weeks”")),
    _phrase("sorry (?:that |if )?you (?:feel|felt)", BELITTLES, say("“we are sorry that we …”")),
    _phrase("(?:our |company )?policy (?:dictates|states|does not allow)", HIDES, say("“we decided …, because …”")),
    _phrase("it has been (?:decided|determined|concluded) that", HIDES, say("“we decided …, because …”")),
    _phrase("(?:please )?be advised that|please note that|we wish to advise", STIFF, say("leave it out")),
    _phrase("(?:at this moment|at this point) in time", STIFF, say("“now”")),
    _phrase("with (?:regards?|respect) to|in (?:respect|regard) (?:of|to)", STIFF, say("“about”")),
    _phrase("(?:hereby|herein|aforementioned|heretofore|hereinafter)", STIFF, say("leave it out, or say which")),
    _phrase("in accordance with", STIFF, say("“under”, or “as … says”")),
    _phrase("(?:prior|subsequent) to", STIFF, say("“before” or “after”")),
    _phrase("this (?:matter|case) is (?:now )?closed", CLOSED, say("say what the customer may do now")),
    _phrase("(?:we )?(?:will|shall) not enter into (?:any )?further correspondence", CLOSED,
            say("say what the customer may do now")),
    _phrase("unfortunately", say("It is said more than once, and then means nothing."),
            say("say it once, or not at all"), from_times=2),
)  # fmt: skip
