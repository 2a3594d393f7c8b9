"""A server that was just started holds no library that only a letter needs."""

from __future__ import annotations

import os
import subprocess
import sys

HEAVY = ("docx", "docxtpl", "lxml", "pypdf", "typst")
LOOK = f"""
import sys, django
django.setup()
import amends.wsgi, amends.urls
print([name for name in {HEAVY!r} if name in sys.modules])
"""


def test_a_server_fetches_the_libraries_of_letters_when_a_letter_is_written() -> None:
    environment = {**os.environ, "DJANGO_SETTINGS_MODULE": "amends.settings"}
    done = subprocess.run([sys.executable, "-c", LOOK], env=environment, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
