"""Serving: one web process with a few threads, and in it the worker, which sweeps and sends.

`python -m amends.commands.serving HOST PORT` is what a command becomes when all is ready. It watches over the web
process, starts it again should it die, and is small, since it imports nothing else.
"""

from __future__ import annotations

import http.client
import os
import signal
import socket
import sys
import threading
import time
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

if TYPE_CHECKING:
    from django.core.handlers.wsgi import WSGIHandler

THREADS = 4
SWEEP_EVERY = 20.0
"""Seconds."""
OPEN = "--open"


def is_free(host: str, port: int) -> bool:
    """Whether nobody listens there. Asked before, because two servers may share a port without noticing."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError:
            return False
    return True


def become_server(host: str, port: int, *, then_open: bool = False) -> NoReturn:
    """Turn this process into the server, under its own process id. What the command had in memory goes."""
    package = Path(__file__).parents[2]
    path = os.pathsep.join(filter(None, [str(package), os.environ.get("PYTHONPATH", "")]))
    sys.stdout.flush()
    command = [sys.executable, "-m", "amends.commands.serving", host, str(port), *([OPEN] if then_open else [])]
    os.execve(sys.executable, command, {**os.environ, "PYTHONPATH": path})  # noqa: S606 no shell is wanted


def serve(host: str, port: int, *, then_open: bool) -> None:
    """Serve until a signal says stop."""
    from granian.constants import Interfaces
    from granian.log import LogLevels
    from granian.server import Server

    server = Server(
        target="amends.wsgi:application",
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        workers=1,
        blocking_threads=THREADS,
        backpressure=128,
        respawn_failed_workers=True,
        workers_kill_timeout=10,
        log_level=LogLevels.warning,
    )
    server.serve(target_loader=partial(_load, host, port, then_open), wrap_loader=False)


def _load(host: str, port: int, then_open: bool) -> WSGIHandler:
    """In the web process: the application, with the worker beside it."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "amends.settings")
    from django.conf import settings

    settings.STATIC_ROOT.mkdir(exist_ok=True)
    from amends.wsgi import application

    threading.Thread(target=_work, args=(host, port, then_open), name="worker", daemon=True).start()
    return application


def _work(host: str, port: int, then_open: bool) -> None:
    """Say that the web answers, then sweep for as long as someone watches over this process."""
    near = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(host, host)  # noqa: S104 read, not bound
    while not answers(near, port):
        time.sleep(0.1)
    url = f"http://{f'[{near}]' if ':' in near else near}:{port}"
    sys.stdout.write(f"ready {url}\n")
    sys.stdout.flush()
    if then_open:
        _open(url)
    from amends.commands.sweep import go_round

    watched_by = os.getppid()
    while os.getppid() == watched_by:
        go_round()
        time.sleep(SWEEP_EVERY)
    # Whoever watched was killed. Alone we would hold the port for ever.
    os.kill(os.getpid(), signal.SIGTERM)


def answers(host: str, port: int) -> bool:
    """Whether the web answers this machine: anything but an error of its own is an answer."""
    from django.conf import settings

    connection = http.client.HTTPConnection(host, port, timeout=5)
    try:
        connection.request("GET", "/livez", headers={"Host": settings.ALLOWED_HOSTS[0]})
        return connection.getresponse().status < 500
    except OSError:
        return False
    finally:
        connection.close()


def _open(url: str) -> None:
    """Show it in a browser with windows; one that would take over the terminal is no help here."""
    if sys.stdout.isatty() and (sys.platform == "darwin" or {"DISPLAY", "WAYLAND_DISPLAY"} & os.environ.keys()):
        import webbrowser

        webbrowser.open(url)


if __name__ == "__main__":
    serve(sys.argv[1], int(sys.argv[2]), then_open=OPEN in sys.argv[3:])
