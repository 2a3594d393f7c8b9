"""After every test here that touched the database: rows are what the records say, and the records are whole."""

from __future__ import annotations

from collections.abc import Iterator

import pytest


@pytest.fixture(autouse=True)
def rebuilt_equals_stored(request: pytest.FixtureRequest) -> Iterator[None]:
    if not {"db", "cast"} & set(request.fixturenames) and request.node.get_closest_marker("django_db") is None:
        yield
        return
    request.getfixturevalue("db")  # so that this looks before the database is rolled back
    yield
    # Imported here: this file is read before Django is set up.
    from amends.cases.rebuild import differences
    from amends.record.verify import verify

    assert [str(difference) for difference in differences()] == []
    assert [str(finding) for finding in verify().wrong] == []
