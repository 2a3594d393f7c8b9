"""The tests' own ground holds: no way out, and nothing is skipped in silence."""

from __future__ import annotations

import os
import socket
from collections.abc import Sequence
from pathlib import Path

import pytest

from tests.lanes.__main__ import Lane, main, outcome
from tests.lanes.postgres import Unavailable


def test_a_test_cannot_reach_another_machine() -> None:
    with pytest.raises(RuntimeError, match=r"may not reach 192\.0\.2\.1"):
        socket.create_connection(("192.0.2.1", 80), timeout=1)


def test_a_test_can_reach_its_own_machine() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server, socket.create_connection(server.getsockname()) as client:
        assert client.getpeername() == server.getsockname()


def test_the_tests_have_a_home_of_their_own() -> None:
    assert Path(os.environ["AMENDS_HOME"]).name.startswith("amends-tests-")


def cannot(_: Sequence[str]) -> int:
    raise Unavailable("no server to be had")


def test_a_lane_that_cannot_run_is_skipped_with_its_reason(capsys: pytest.CaptureFixture[str]) -> None:
    assert outcome(Lane("far", cannot), [], {}) == (True, "SKIPPED: no server to be had")


def test_where_everything_is_required_a_lane_that_cannot_run_fails(capsys: pytest.CaptureFixture[str]) -> None:
    assert outcome(Lane("far", cannot), [], {"AMENDS_REQUIRE_ALL": "1"}) == (False, "SKIPPED: no server to be had")


def test_a_lane_whose_tests_fail_fails(capsys: pytest.CaptureFixture[str]) -> None:
    good, said = outcome(Lane("near", lambda _: 1), [], {})
    assert not good
    assert said.startswith("FAILED (pytest's exit code is 1)")


def test_a_lane_that_does_not_exist_is_refused_with_those_that_do(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["oracle"]) == 2
    assert "no such lane: oracle; there are sqlite, postgresql" in capsys.readouterr().out
