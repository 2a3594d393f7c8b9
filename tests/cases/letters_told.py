"""One letter of each kind, written for invented people in English and in Welsh, as a case in which it is sent."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from tests.rules.story import CUSTOMER, Story, acknowledge, selected, told

Said = Mapping[str, str]
Letter = Callable[[Story, Said], Any]
"""Takes the steps that lead to the letter; its last step writes it."""

ENGLISH: Said = {
    "ack": "Thank you for telling us. Amira Khan deals with your complaint. You will have our answer by 30 March.",
    "update": "We have the ledger from our payments team and are reading it now.",
    "sorry": "We are sorry that the charge was taken twice, and that you were told it was your fault.\n\n"
    "Please tell us if anything in this letter is unclear.",
    "reasons": "Our payments team has not finished its search for the cause.",
    "redress": "We have paid the second charge back. We offer no more, because the money was back in a week.",
    "considered": "We read your records, heard the staff on duty that day and asked the team that sends the bills.",
    "next_stage": "Write or call within six months, and someone who had no part in this answer will look at it.",
    "rights": "You may take your complaint to the independent body free of charge.",
    "limit": "You must do so within six months of the date of this letter.",
    "contact": "Telephone 01632 960900, or write to 9 Market Street, Fernhill FH1 9ZZ.",
    "waiver": "We do not agree to set the time limit aside.",
    "leaflet": "Want to take your complaint further?",
    "new_date": "Friday 17 April 2026",
    "outstanding": "We will check every account that the same fault may have touched, by 30 April 2026.",
    "explain": "Two teams hold parts of the record, and one has asked for a week more.",
    "offer": "We would like to put this right. Say yes and we pay it. Say no and nothing changes.",
    "close": "We have closed your complaint. You can still take it further, as we told you in our answer.",
    "elsewhere": "Citizens Advice, telephone 01632 960901, can tell you what your landlord must do.",
    "not_ours": "We did not build the boiler, so we cannot put it right ourselves.",
    "signed": "Amira Khan, Complaints",
    "withdraw": "We take back our offer, because the charge was paid back by your bank.",
    "why": "You asked why we did not pay more. The money was back in a week, and you told us of no other loss.",
    "agree": "You asked for £80, and we agree.",
    "found": "The ledger shows two charges for one bill.",
    "title": "Pay back the second charge",
    "issue": "The second charge",
}
WELSH: Said = {
    "ack": "Diolch am roi gwybod i ni. Amira Khan sy'n delio â'ch cwyn. Cewch ein hateb erbyn 30 Mawrth.",
    "update": "Mae'r cofnodion gennym gan ein tîm taliadau ac rydym yn eu darllen nawr.",
    "sorry": "Mae'n ddrwg gennym fod y tâl wedi'i gymryd ddwywaith, a bod rhywun wedi dweud mai chi oedd ar fai."
    "\n\nRhowch wybod i ni os oes unrhyw beth yn y llythyr hwn yn aneglur.",
    "reasons": "Nid yw ein tîm taliadau wedi gorffen chwilio am yr achos.",
    "redress": "Rydym wedi ad-dalu'r ail dâl. Nid ydym yn cynnig mwy, gan fod yr arian yn ôl o fewn wythnos.",
    "considered": "Darllenasom eich cofnodion, a gwrandawsom ar y staff a oedd ar ddyletswydd y diwrnod hwnnw.",
    "next_stage": "Ysgrifennwch neu ffoniwch o fewn chwe mis, a bydd rhywun arall yn edrych ar yr ateb hwn.",
    "rights": "Cewch fynd â'ch cwyn at y corff annibynnol yn rhad ac am ddim.",
    "limit": "Rhaid i chi wneud hynny o fewn chwe mis i ddyddiad y llythyr hwn.",
    "contact": "Ffôn 01632 960900, neu ysgrifennwch at 9 Stryd y Farchnad, Fernhill FH1 9ZZ.",
    "waiver": "Nid ydym yn cytuno i roi'r terfyn amser o'r neilltu.",
    "leaflet": "Am fynd â'ch cwyn ymhellach?",
    "new_date": "dydd Gwener 17 Ebrill 2026",
    "outstanding": "Byddwn yn gwirio pob cyfrif y gallai'r un nam fod wedi'i gyffwrdd, erbyn 30 Ebrill 2026.",
    "explain": "Mae dau dîm yn dal rhannau o'r cofnod, ac mae un wedi gofyn am wythnos arall.",
    "offer": "Hoffem unioni hyn. Dywedwch ie a byddwn yn talu. Dywedwch na ac ni fydd dim yn newid. Gallwch ofyn i ni.",
    "close": "Rydym wedi cau eich cwyn. Gallwch fynd â hi ymhellach o hyd, fel y dywedwyd yn ein hateb.",
    "elsewhere": "Gall Cyngor ar Bopeth, ffôn 01632 960901, ddweud wrthych beth y mae'n rhaid i'ch landlord ei wneud.",
    "not_ours": "Nid ni a wnaeth y boeler, felly ni allwn ei drwsio ein hunain.",
    "signed": "Amira Khan, Cwynion",
    "withdraw": "Rydym yn tynnu ein cynnig yn ôl, gan fod eich banc wedi ad-dalu'r tâl.",
    "why": "Gofynnoch pam na thalom fwy. Roedd yr arian yn ôl o fewn wythnos, ac ni sonioch am golled arall.",
    "agree": "Gofynnoch am £80, ac rydym yn cytuno.",
    "found": "Mae'r cofnod yn dangos dau dâl am un bil.",
    "title": "Ad-dalu'r ail dâl",
    "issue": "Yr ail dâl",
}
LANGUAGES: dict[str, Said] = {"en-gb": ENGLISH, "cy": WELSH}


def parts(said: Said, *names: str) -> dict[str, str]:
    """Fields of a letter by the words for each."""
    words = {
        "reasons": "reasons", "new_date": "new_date", "redress": "redress", "next_stage_how": "next_stage",
        "referral_rights": "rights", "time_limit": "limit", "contact": "contact", "waiver": "waiver",
        "leaflet": "leaflet", "signed_by": "signed", "how_considered": "considered",
        "outstanding_actions": "outstanding", "complaint_definition": "issue",
    }  # fmt: skip
    return {name: said[words[name]] for name in names}


def begun(regime: str, language: str, **received: Any) -> Story:
    """Received, recognised and acknowledged, from someone with an address."""
    address = {"customer_name": "Siân Llŷr", "customer_address": "4 Bridge Street\nFernhill\nFH1 2AB"}
    return told("recognised", regime, language=language, **{**address, **received})


def answered(story: Story, said: Said) -> Story:
    """Every issue with its finding."""
    acknowledge(story.go_on(hours=1))
    story.go_on(hours=1).take("add_issue", title=said["issue"], about="charge")
    story.take("confirm_understanding", nature="x", cause="x", implications="x", wants="x", confirmed="by the customer")
    evidence = story.go_on(hours=1).take("add_evidence", title="Ledger", source="our records").number_of("evidence")
    story.take(
        "find", issue=1, outcome="justified", reasons=said["found"], cause="x", let_down_by="systems",
        evidence=[evidence],
    )  # fmt: skip
    return story.go_on(20)


def respond(story: Story, said: Said, *names: str, **more: str) -> None:
    answered(story, said).take("report_findings", message=said["sorry"], **parts(said, *names), **more)


def acknowledgement(story: Story, said: Said) -> None:
    says = [part.id for part in story.scene().stage.acknowledgement_parts]
    story.take("acknowledge", message=said["ack"], says=says, goes="letter")


def update(story: Story, said: Said) -> None:
    story.go_on(5).take("send_update", message=said["update"], goes="letter")


def holding(story: Story, said: Said) -> None:
    wanted = parts(said, "reasons", "new_date")
    story.go_on(20).take("send_update", message=said["sorry"], purpose="holding", goes="letter", **wanted)


def deadlock(story: Story, said: Said) -> None:
    wanted = parts(said, "referral_rights")
    story.go_on(40).take("send_update", message=said["sorry"], purpose="deadlock", goes="letter", **wanted)


def eight_weeks(story: Story, said: Said) -> None:
    names = ("reasons", "new_date", "referral_rights", "waiver", "contact", "leaflet")
    story.go_on(55).take("send_update", message=said["sorry"], purpose="not_yet", goes="letter", **parts(said, *names))


def extension(story: Story, said: Said) -> None:
    acknowledge(story.go_on(hours=1))
    story.go_on(5).take(
        "extend_clock", clock="s1_response", ground="complexity", explanation=said["explain"], message=said["sorry"],
        goes="letter", to_on=None, **parts(said, "contact"),
    )  # fmt: skip


def fca_response(story: Story, said: Said) -> None:
    names = ("redress", "referral_rights", "time_limit", "waiver", "contact", "leaflet")
    respond(story, said, *names, reasons=said["found"], goes="letter")


def nhs_response(story: Story, said: Said) -> None:
    names = ("how_considered", "redress", "outstanding_actions", "referral_rights", "signed_by")
    respond(story, said, *names, goes="letter")


def general_response(story: Story, said: Said) -> None:
    respond(story, said, "redress", "next_stage_how", reasons=said["found"], goes="letter")


def summary(story: Story, said: Said) -> None:
    _understood(story, said)
    chosen = selected(story, title=said["title"])
    story.take("offer", options=[chosen], message=said["offer"])
    story.take("accept", CUSTOMER, offer=1, option=chosen)
    names = ("referral_rights", "waiver", "contact")
    story.take("send_summary", message=said["sorry"], goes="letter", **parts(said, *names))


def _understood(story: Story, said: Said) -> None:
    acknowledge(story)
    story.take("add_issue", title=said["issue"], about="charge")
    story.take("confirm_understanding", nature="x", cause="x", implications="x", wants="x", confirmed="by the customer")


def _offer(story: Story, said: Said, *, without_liability: bool) -> None:
    chosen = selected(answered(story, said), title=said["title"])
    story.take(
        "offer", options=[chosen], message=said["offer"], open_until=date(2026, 4, 20), goes="letter",
        without_liability=without_liability,
    )  # fmt: skip


def offer(story: Story, said: Said) -> None:
    _offer(story, said, without_liability=False)


def offer_without_liability(story: Story, said: Said) -> None:
    _offer(story, said, without_liability=True)


def agreement(story: Story, said: Said) -> None:
    _offer(story, said, without_liability=False)
    story.go_on(1).take("counter", CUSTOMER, offer=1, message="£80", pence=8000)
    story.take("agree_counter", option=1, message=said["agree"], goes="letter")


def withdrawal(story: Story, said: Said) -> None:
    _offer(story, said, without_liability=False)
    story.go_on(1).take("withdraw_offer", offer=1, message=said["withdraw"], goes="letter")


def signpost(story: Story, said: Said) -> None:
    story.take("signpost", message=said["not_ours"], elsewhere=said["elsewhere"], goes="letter")


def excluded(story: Story, said: Said) -> None:
    ground = story.regime.exclusions[0].id
    story.take(
        "exclude", ground=ground, reason="x", message=said["not_ours"], elsewhere=said["elsewhere"], goes="letter"
    )


def reasons(story: Story, said: Said) -> None:
    general_response(story, said)
    story.go_on(1).take("check_satisfaction", message=said["update"])
    story.go_on(1).take("answer_satisfaction", CUSTOMER, answer="no", comment="x")
    story.take("give_reasons", message=said["why"], goes="letter")


def closing(story: Story, said: Said) -> None:
    reasons(story, said)
    story.go_on(1).take(
        "close", because="final_response", reasons="Answered in full.", message=said["close"], goes="letter"
    )


LETTERS: dict[str, tuple[str, Letter]] = {
    "acknowledgement": ("general", acknowledgement),
    "update": ("general", update),
    "holding": ("general", holding),
    "response": ("general", general_response),
    "offer": ("general", offer),
    "offer-without-liability": ("general", offer_without_liability),
    "agreement": ("general", agreement),
    "offer-withdrawn": ("general", withdrawal),
    "deadlock": ("general", deadlock),
    "signpost": ("general", signpost),
    "excluded": ("general", excluded),
    "reasons": ("general", reasons),
    "closing": ("general", closing),
    "fca-final-response": ("uk-fca-disp", fca_response),
    "fca-eight-weeks": ("uk-fca-disp", eight_weeks),
    "fca-summary": ("uk-fca-disp", summary),
    "housing-extension": ("uk-housing-ombudsman-code-2024", extension),
    "nhs-response": ("uk-nhs-social-care-eng-2009", nhs_response),
}
"""Each letter by its name: under which procedure, and how it comes about."""
