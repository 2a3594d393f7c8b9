"""Erased means gone from the files too: from pages, from the log, from the parts of the search."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.db import connection

from tests.architecture.source import ROOT


def test_no_file_of_the_home_has_a_word_of_an_erased_case(tmp_path: Path) -> None:
    if connection.vendor != "sqlite":
        pytest.skip("the files of PostgreSQL are its own")
    environment = {**os.environ, "AMENDS_HOME": str(tmp_path), "AMENDS_DATABASE": ""}
    command = [sys.executable, "-m", "tests.cases.erasure"]
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 0, done.stderr
    before, after = json.loads(done.stdout)
    assert sum(before.values()) > 0
    assert {name: number for name, number in after.items() if number} == {}
