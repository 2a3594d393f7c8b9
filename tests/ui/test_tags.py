"""What the template tags say, and that they escape."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django import forms
from django.core.paginator import Paginator
from django.template import Context, Template
from django.template.loader import render_to_string
from django.test import RequestFactory
from django.utils import timezone, translation

from amends.now import at
from amends.rules.words import say
from amends.ui import dates
from amends.ui.fields import errors_of
from amends.ui.samples import SampleForm
from amends.ui.views import context as parts_shown
from amends.ui.widgets import DayInput, MomentInput, by_picker

NOON = datetime(2026, 12, 17, 12, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def at_noon() -> Iterator[None]:
    with at(NOON), timezone.override("Europe/London"), translation.override("en-gb"):
        yield


def draw(source: str, **context: Any) -> str:
    return Template("{% load ui %}" + source).render(Context(context))


# Dates


@pytest.mark.parametrize(
    ("value", "says"),
    [
        (date(2026, 1, 8), "Thu 8 January"),
        (date(2027, 1, 8), "Fri 8 January 2027"),
        (datetime(2026, 7, 1, 23, 30, tzinfo=UTC), "Thu 2 July"),
    ],
)
def test_a_day_is_said_with_its_year_unless_it_is_this_year(value: date, says: str) -> None:
    assert f">{says}</time>" in draw("{% day value %}", value=value)


def test_a_day_says_its_year_when_asked() -> None:
    assert "Thu 8 January 2026" in draw("{% day value year=True %}", value=date(2026, 1, 8))


def test_a_moment_is_said_in_the_readers_zone_and_machines_can_read_it() -> None:
    html = draw("{% moment value %}", value=datetime(2026, 7, 1, 23, 30, tzinfo=UTC))
    assert html == '<time datetime="2026-07-02T00:30:00+01:00">Thu 2 July, 00:30</time>'


@pytest.mark.parametrize(
    ("days", "says"),
    [(-2, "2 days late"), (-1, "1 day late"), (0, "today"), (1, "tomorrow"), (4, "in 4 days"), (400, "in 400 days")],
)
def test_until_counts_days(days: int, says: str) -> None:
    assert dates.until_text(date(2026, 12, 17) + timedelta(days=days)) == says


@pytest.mark.parametrize(
    ("ahead", "says"),
    [
        (timedelta(seconds=20), "in 1 minute"),
        (timedelta(minutes=20), "in 20 minutes"),
        (timedelta(hours=1), "in 1 hour"),
        (timedelta(hours=5), "in 5 hours"),
        (timedelta(hours=20), "tomorrow"),
        (timedelta(hours=-2), "today"),
        (timedelta(days=-2), "2 days late"),
    ],
)
def test_until_tells_a_moment_of_today_in_hours_and_minutes(ahead: timedelta, says: str) -> None:
    assert dates.until_text(NOON + ahead) == says


@pytest.mark.parametrize(
    ("back", "says"),
    [
        (timedelta(seconds=20), "just now"),
        (timedelta(minutes=1), "1 minute ago"),
        (timedelta(minutes=59), "59 minutes ago"),
        (timedelta(hours=3), "3 hours ago"),
        (timedelta(hours=14), "yesterday"),
        (timedelta(days=4), "4 days ago"),
        (timedelta(days=-3), "in 3 days"),
    ],
)
def test_ago_uses_the_largest_whole_unit(back: timedelta, says: str) -> None:
    assert dates.ago_text(NOON - back) == says


def test_ago_of_a_date_of_today_is_today() -> None:
    assert dates.ago_text(date(2026, 12, 17)) == "today"


@pytest.mark.parametrize("tag", ["day", "moment", "until", "ago"])
def test_a_date_that_is_not_there_is_not_drawn(tag: str) -> None:
    assert draw("{% " + tag + " value %}", value=None) == ""


# Words of the rules


def test_words_fill_the_template_with_readable_dates() -> None:
    words = say("{who} had until {due}.", who="We", due=date(2027, 1, 8))
    assert draw("{% words w %}", w=words) == "We had until Friday 8 January 2027."
    assert draw("{{ w|words }}", w=words) == "We had until Friday 8 January 2027."


def test_words_say_a_moment_in_the_readers_zone() -> None:
    words = say("Received {at}.", at=datetime(2026, 7, 1, 23, 30, tzinfo=UTC))
    assert draw("{% words w %}", w=words) == "Received Thursday 2 July 2026 at 00:30."


def test_words_escape_what_people_wrote() -> None:
    assert draw("{% words w %}", w=say("{who} wrote.", who="<b>Jo</b>")) == "&lt;b&gt;Jo&lt;/b&gt; wrote."


def test_words_inside_words_are_said_too() -> None:
    inner = say("by {day}", day=date(2026, 12, 24))
    assert draw("{% words w %}", w=say("Write {when}", when=inner)) == "Write by Thursday 24 December 2026"


def test_plain_text_passes_through_and_nothing_stays_nothing() -> None:
    assert draw("{% words w %}", w="As it stands.") == "As it stands."
    assert draw("{% words w %}", w="") == ""
    assert draw("{% words w %}", w=None) == ""


def test_a_translation_that_names_a_place_wrongly_falls_back_to_the_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("amends.ui.sentences.gettext", lambda text: text.replace("{who}", "{wer}"))
    assert draw("{% words w %}", w=say("{who} wrote.", who="Jo")) == "Jo wrote."


# Tags, icons, bars


@pytest.mark.parametrize("kind", ["ok", "warn", "bad", "note", "acc"])
def test_a_tag_has_a_word_and_a_shape(kind: str) -> None:
    html = draw("{% tag kind text %}", kind=kind, text="<Late>")
    assert f'class="tag {kind}"' in html
    assert "<svg" in html
    assert "&lt;Late&gt;" in html


def test_an_icon_is_decoration_unless_it_carries_a_label() -> None:
    assert 'aria-hidden="true"' in draw('{% icon "clock" %}')
    assert 'role="img" aria-label="Due"' in draw('{% icon "clock" label="Due" %}')


@pytest.mark.parametrize(
    ("state", "word"), [("kept", "Kept"), ("broken", "Broken"), ("open", "To come"), ("released", "Let go")]
)
def test_a_promise_says_how_it_stands_in_a_word(state: str, word: str) -> None:
    assert f"{word}</span> <span>by Friday</span>" in draw("{% promise state 'by Friday' %}", state=state)


def test_a_clock_bar_says_its_days_and_shows_its_share() -> None:
    html = draw('{% clock_bar 14 56 "law" label="Final response" %}')
    assert 'aria-label="Final response: 14 of 56 days used"' in html
    assert '<rect class="bar-law" width="25%"' in html


def test_a_clock_bar_that_ran_over_is_full_and_marks_the_last_day() -> None:
    html = draw('{% clock_bar 20 10 "target" %}')
    assert '<rect class="bar-late" width="100%"' in html
    assert 'x1="50%"' in html


# Forms


def wrong_form() -> SampleForm:
    return SampleForm({"kind": "x", "happened_on": "soon", "story": "It broke."})


def test_a_field_ties_label_help_and_error_to_its_widget() -> None:
    html = draw("{% field form.happened_on %}", form=wrong_form())
    assert '<label for="id_happened_on">When did it happen?</label>' in " ".join(html.split())
    assert 'id="id_happened_on_helptext"' in html
    assert 'id="id_happened_on_error"' in html
    assert 'aria-describedby="id_happened_on_helptext id_happened_on_error"' in html
    assert 'aria-invalid="true"' in html
    assert 'type="date"' in html


def test_radios_stand_in_a_fieldset_that_says_help_and_error() -> None:
    html = draw("{% field form.kind %}", form=wrong_form())
    assert '<fieldset aria-describedby="id_kind_helptext id_kind_error">' in html
    assert "<legend>What went wrong?</legend>" in html
    assert html.count('type="radio"') == 3


def test_optional_is_said_and_mandatory_is_not_starred() -> None:
    assert "(optional)" in draw("{% field form.phone %}", form=SampleForm())
    assert "(optional)" not in draw("{% field form.story %}", form=SampleForm())


def test_a_single_checkbox_stands_before_its_words() -> None:
    html = " ".join(draw("{% field form.urgent %}", form=SampleForm()).split())
    assert '<label class="choice"><input type="checkbox"' in html
    assert "(optional)" not in html


def test_a_hidden_field_is_only_its_input() -> None:
    class WithHidden(forms.Form):
        seen = forms.CharField(widget=forms.HiddenInput)

    html = draw("{% field form.seen %}", form=WithHidden()).strip()
    assert html == '<input type="hidden" name="seen" id="id_seen">'


def test_a_field_may_keep_a_draft_and_have_another_label() -> None:
    html = draw('{% field form.story label="Your reply" draft="c1-reply" %}', form=SampleForm())
    assert 'data-draft="c1-reply"' in html
    assert "Your reply" in html


def test_what_people_typed_is_escaped_when_the_form_comes_back() -> None:
    html = draw("{% field form.story %}", form=SampleForm({"story": "</textarea><script>"}))
    assert "<script>" not in html


def test_a_date_that_was_given_comes_back_in_the_form_that_browsers_read() -> None:
    html = draw("{% field form.happened_on %}", form=SampleForm(initial={"happened_on": date(2026, 12, 1)}))
    assert 'value="2026-12-01"' in html


def test_plain_date_widgets_become_pickers_and_others_stay() -> None:
    assert isinstance(by_picker(forms.DateInput()), DayInput)
    assert isinstance(by_picker(forms.DateTimeInput()), MomentInput)
    own = forms.Textarea()
    assert by_picker(own) is own


def test_the_error_summary_names_each_field_and_leads_to_it() -> None:
    html = " ".join(draw("{% error_summary form %}", form=wrong_form()).split())
    assert "There are 2 problems" in html
    assert '<a href="#id_kind_0">What went wrong?' in html
    assert '<a href="#id_happened_on">When did it happen? Enter a valid date.</a>' in html


def test_the_error_summary_is_silent_before_anything_is_sent() -> None:
    assert draw("{% error_summary form %}", form=SampleForm()).strip() == ""


def test_an_error_of_the_whole_form_has_no_link() -> None:
    form = SampleForm({"kind": "late", "happened_on": "2026-12-01", "story": "x"})
    form.add_error(None, "The case moved on.")
    assert errors_of(form) == [("", "The case moved on.")]


# Tables, pages, boxes


def test_pagination_keeps_the_other_parameters_of_the_query() -> None:
    request = RequestFactory().get("/", {"q": "meter & co", "page": "3"})
    html = draw("{% pagination page %}", page=Paginator(range(200), 20).page(3), request=request)
    assert "?q=meter+%26+co&amp;page=2" in html
    assert 'aria-current="page"' in html
    assert "41 to 60 of 200" in html


def test_a_single_page_has_no_pagination() -> None:
    assert draw("{% pagination page %}", page=Paginator(range(3), 20).page(1)).strip() == ""


def test_cursor_pages_offer_only_what_there_is() -> None:
    html = draw("{% cursor_pages older newer %}", older="?before=7", newer="")
    assert "Older" in html
    assert "Newer" not in html


def test_a_note_says_that_only_staff_see_it_and_a_reply_does_not() -> None:
    source = '{% message side who="A. Patel" %}<p>{{ said }}</p>{% endmessage %}'
    assert "Only staff see this" in draw(source, side="note", said="<i>")
    assert "Only staff" not in draw(source, side="us", said="<i>")
    assert "<p>&lt;i&gt;</p>" in draw(source, side="us", said="<i>")


def test_a_notice_and_a_disclosure_hold_what_stands_in_them() -> None:
    assert "<strong>Wait</strong><p>x</p>" in draw('{% notice "warn" "Wait" %}<p>x</p>{% endnotice %}')
    html = draw('{% disclosure "Why this date?" kind="why" open=True %}<p>x</p>{% enddisclosure %}')
    assert '<details class="why" open>' in html
    assert "<summary>Why this date?</summary>" in html


# Pages


@pytest.mark.parametrize("name", ["400.html", "403.html", "403_csrf.html", "404.html", "500.html"])
def test_an_error_page_needs_no_context_and_speaks_plainly(name: str) -> None:
    html = render_to_string(name)
    assert '<html lang="en' in html
    assert "<h1>" in html
    assert "Exception" not in html


@pytest.mark.parametrize(
    ("cookie", "says"), [("dark", ' data-theme="dark"'), ("light", ' data-theme="light"'), ('"><x', "")]
)
def test_the_chosen_theme_comes_from_the_cookie_and_nothing_else_gets_in(cookie: str, says: str) -> None:
    request = RequestFactory().get("/")
    request.COOKIES["amends_theme"] = cookie
    html = render_to_string("ui/error.html", {"request": request})
    assert f'<html lang="en-gb"{says}>' in html


def test_the_demonstration_says_so_on_every_page() -> None:
    assert "everyone here is invented" in render_to_string("ui/error.html", {"demo": True})
    assert "Own words" in render_to_string("ui/error.html", {"demo_banner": "Own words"})
    assert "banner" not in render_to_string("ui/error.html")


@pytest.mark.urls("allauth.account.urls")  # the desk's layout has a sign-out form
@pytest.mark.parametrize("layout", ["desk", "portal"])
def test_the_style_guide_shows_every_part(layout: str) -> None:
    request = RequestFactory().get("/")
    name = "ui/styleguide.html" if layout == "desk" else "ui/styleguide_portal.html"
    html = render_to_string(name, {**parts_shown(request), "request": request})
    assert "error-summary" in html
    assert html.count("<h1") == 1
