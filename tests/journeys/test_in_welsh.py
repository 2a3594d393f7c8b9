"""Someone complains in Welsh, by keyboard, and meets no English on the way; nor when they are written to."""

from __future__ import annotations

import re
from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.journeys.complaining import enter
from tests.journeys.conftest import Opens
from tests.journeys.forms import main_of, named, take
from tests.journeys.keyboard import Keyboard
from tests.journeys.system import Served
from tests.languages.english import english_in

SKIP = "Neidio i'r prif gynnwys"
ANSWERS: dict[str, dict[str, str | list[str]]] = {
    "Beth ddigwyddodd?": {"Eich geiriau eich hun": "Codwyd tâl ar fy ngherdyn ddwywaith. Ffoniais, ac ni ddaeth ateb."},
    "Pryd y digwyddodd hyn?": {"Diwrnod": "2", "Mis": "2", "Blwyddyn": "2026"},
    "Beth aeth o'i le, mewn ychydig eiriau?": {"Mewn ychydig eiriau": "Codwyd tâl ddwywaith"},
    "Sut yr effeithiodd arnoch?": {
        "Dewiswch bopeth sy'n berthnasol": ["Costiodd arian imi"],
        "Yn eich geiriau eich hun": "Ni allwn dalu fy rhent.",
    },
    "Beth fyddai'n unioni pethau?": {"Dewiswch bopeth sy'n berthnasol": ["Ymddiheuriad"]},
    "Am ba gynnyrch neu wasanaeth y mae hyn?": {"Cynnyrch neu wasanaeth": "Cyfrif cyfredol"},
    "I bwy mae'r gŵyn hon?": {"I bwy mae'r gŵyn?": "I mi fy hun"},
    "Beth yw eich enw?": {"Enw llawn": "Siân Gwenllian"},
    "Sut gallwn gysylltu â chi?": {"E-bost": "sian@example.org"},
    "A oes unrhyw beth sy'n gwneud pethau'n anoddach i chi?": {"Beth fyddai'n helpu": "Print bras."},
}
"""Every question by its heading, in the order in which they are asked; the files come after."""

Clean = Callable[[Page], None]


def test_a_complaint_in_welsh_is_made_followed_and_answered_in_welsh(
    served: Served, opens: Opens, sign_in: Callable[..., Page], assert_axe_clean: Clean
) -> None:
    sian = opens()
    reference = _complains(sian, assert_axe_clean)
    _follows(opens(), served, reference, assert_axe_clean)
    admin = sign_in(opens())
    take(admin, reference, "Ask the customer", {"Question": "Pa ddiwrnod y gwelsoch hyn gyntaf?"})
    _answers(opens(), served, reference)


def _complains(page: Page, clean: Clean) -> str:
    keys = Keyboard(page, SKIP)
    page.goto("/")
    keys.press("button", "Cymraeg")
    expect(page.get_by_role("heading", level=1)).to_have_text("Dywedwch wrthym beth aeth o'i le")
    _in_welsh(page)
    clean(page)
    keys.skip()
    keys.press("link", "Dechrau eich cwyn")
    for question, said in ANSWERS.items():
        expect(page.get_by_role("heading", level=1)).to_have_text(question)
        _in_welsh(page)
        keys.skip()
        for label, answer in said.items():
            _answer(keys, label, answer)
        keys.press("button", "Parhau")
    _in_welsh(page)
    keys.press("button", "Parhau")
    expect(page.get_by_role("heading", level=1)).to_have_text("Gwiriwch eich atebion, yna anfonwch")
    _in_welsh(page)
    clean(page)
    keys.press("button", "Anfon eich cwyn")
    return _sent(page, clean)


def _sent(page: Page, clean: Clean) -> str:
    expect(page.get_by_role("heading", level=1)).to_have_text("Mae eich cwyn gennym")
    expect(main_of(page)).to_contain_text(re.compile(r"erbyn dydd \w+ \d+ \w+ 20\d\d"))
    _in_welsh(page)
    clean(page)
    found = re.search(r"C-\d\d-\d{6}", main_of(page).inner_text())
    assert found
    return found[0]


def _answer(keys: Keyboard, label: str, answer: str | list[str]) -> None:
    if keys.page.get_by_role("group", name=named(label)).count():
        for one in [answer] if isinstance(answer, str) else answer:
            keys.choose(label, one)
    else:
        keys.write(label, str(answer))


def _follows(page: Page, served: Served, reference: str, clean: Clean) -> None:
    """The link in the message opens in Welsh, in a browser that never chose it."""
    enter(page, served, reference)
    expect(page.get_by_role("heading", level=1)).to_have_text("Rydym wedi derbyn yr hyn a ddywedoch wrthym. Bydd rhywun yn ei ddarllen.")  # fmt: skip  # noqa: E501
    page.evaluate("document.querySelectorAll('details').forEach((each) => { each.open = true; })")
    _in_welsh(page)
    clean(page)


def _answers(page: Page, served: Served, reference: str) -> None:
    enter(page, served, reference)
    expect(main_of(page)).to_contain_text("Ein cwestiwn i chi")
    _in_welsh(page)
    keys = Keyboard(page, SKIP)
    keys.skip()
    keys.write("Eich ateb", "Y diwrnod wedyn.")
    keys.press("button", "Anfon eich ateb")
    expect(main_of(page)).to_contain_text("Mae eich ateb wedi'i anfon. Diolch.")
    _in_welsh(page)
    keys.press("button", "English")
    expect(page.get_by_role("heading", level=1)).to_have_text(
        "We have received what you told us. Someone will read it."
    )


def _in_welsh(page: Page) -> None:
    assert page.evaluate("document.documentElement.lang") == "cy"
    assert english_in(page.content()) == [], page.url
