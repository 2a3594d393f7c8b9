"""Every page of the desk, read by axe in both themes, narrow and wide; none scrolls sideways, not even at 320 px."""

from __future__ import annotations

import pytest

from tests.journeys.house import House, visit
from tests.journeys.pages import BY_STAFF


@pytest.mark.parametrize(("who", "name", "path"), BY_STAFF, ids=[path for _who, _name, path in BY_STAFF])
def test_this_page_is_clean(house: House, who: str, name: str, path: str) -> None:
    visit(house, who, name, path)
