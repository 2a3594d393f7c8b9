"""The ground under every test: a home of its own, no way out to the network, the same numbers each time."""

from __future__ import annotations

import os
import shutil
import socket
import tempfile
from collections.abc import Iterator

import pytest
from django.conf import settings
from hypothesis import settings as hypothesis_settings

# Django reads these while it is set up, which pytest-django does after this file is read. Every process (each xdist
# worker too) has its own home, and a home set outside is never touched.
HOME = tempfile.mkdtemp(prefix="amends-tests-")
os.environ["AMENDS_HOME"] = HOME
os.environ["AMENDS_TEST"] = "1"
os.environ["DJANGO_SETTINGS_MODULE"] = "amends.settings"

hypothesis_settings.register_profile("amends", deadline=None, database=None)
hypothesis_settings.register_profile("amends-ci", deadline=None, database=None, derandomize=True)
hypothesis_settings.load_profile("amends-ci" if os.environ.get("CI") else "amends")

LOOPBACK = ("127.", "::1", "localhost")


def pytest_configure() -> None:
    """Load the settings, so that pytest-django, which comes after, finds them and sets Django up."""
    assert settings.DATABASES
    # A worker of xdist that inherited the name would be set up before it has a home of its own.
    del os.environ["DJANGO_SETTINGS_MODULE"]


def pytest_unconfigure() -> None:
    shutil.rmtree(HOME, ignore_errors=True)


class Outside(RuntimeError):
    """A test tried to reach another machine."""


def refuse_outside(sock: socket.socket, address: object) -> None:
    """Close the socket and raise, unless the address is on this machine."""
    if sock.family == socket.AF_UNIX:
        return
    host = address[0] if isinstance(address, tuple) else address
    if not str(host).startswith(LOOPBACK):
        sock.close()
        raise Outside(f"a test may not reach {host}: nothing here needs a network")


@pytest.fixture(scope="session", autouse=True)
def no_network() -> Iterator[None]:
    """Every test may speak to this machine only."""
    connect, connect_ex = socket.socket.connect, socket.socket.connect_ex

    def guarded_connect(self: socket.socket, address: object) -> None:
        refuse_outside(self, address)
        connect(self, address)  # type: ignore[arg-type]

    def guarded_connect_ex(self: socket.socket, address: object) -> int:
        refuse_outside(self, address)
        return connect_ex(self, address)  # type: ignore[arg-type]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(socket.socket, "connect", guarded_connect)
        patch.setattr(socket.socket, "connect_ex", guarded_connect_ex)
        yield
