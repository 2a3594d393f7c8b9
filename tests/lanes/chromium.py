"""Where this machine keeps its Chromium. None is downloaded."""

from __future__ import annotations

import shutil

NAMES = ("chromium", "chromium-browser", "google-chrome")
ARGUMENTS = (
    "--no-sandbox",  # the tests may run as root, and open only pages of their own
    "--disable-gpu",
    "--disable-quic",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
)
MISSING = f"no Chromium on the path (looked for {', '.join(NAMES)})"


def find() -> str | None:
    """The full name of the first Chromium found."""
    return next(filter(None, map(shutil.which, NAMES)), None)
