"""Health: what is well and what is not, in words, and what to do about it."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from datetime import timedelta

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.db.models import Count, Min, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from amends.cases.models import Outgoing
from amends.desk.gates import administrators
from amends.now import now
from amends.record.durability import refuse_forgetful
from amends.record.sealed import last_sealed_at
from amends.ui.dates import ago_text

LEAST_FREE = 1024**3
STUCK = timedelta(minutes=15)
SEAL_EVERY = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Check:
    """`kind` is that of the tag: ok, warn or bad."""

    what: str
    kind: str
    says: str
    todo: str = ""


@administrators
def health(request: HttpRequest) -> HttpResponse:
    checks = [_database(), _migrations(), _outgoing(), _mail(), _seal(), _disk()]
    return render(request, "desk/admin/health.html", {"checks": checks})


def _database() -> Check:
    try:
        refuse_forgetful(connection)
    except ImproperlyConfigured as error:
        return Check(_("Database"), "bad", str(error))
    name = {"sqlite": "SQLite", "postgresql": "PostgreSQL"}[connection.vendor]
    return Check(_("Database"), "ok", _("{name}: every commit reaches the disk before it counts.").format(name=name))


def _migrations() -> Check:
    executor = MigrationExecutor(connection)
    waiting = executor.migration_plan(executor.loader.graph.leaf_nodes())
    if waiting:
        todo = _("Restart Amends: it brings it up to date.")
        return Check(_("Version"), "bad", _("The database is older than the program."), todo)
    return Check(_("Version"), "ok", _("Database and program fit."))


def _outgoing() -> Check:
    waiting = Q(sent_at=None, next_try_at__isnull=False)
    found = Outgoing.objects.aggregate(
        waiting=Count("pk", filter=waiting),
        oldest=Min("queued_at", filter=waiting),
        failed=Count("pk", filter=Q(sent_at=None, next_try_at=None) & ~Q(failure="")),
    )
    if found["failed"] and not settings.DEMO:
        words = _("{n} messages could not be sent at all.").format(n=found["failed"])
        return Check(_("Messages"), "bad", words, _("Look at the addresses, then tell these customers in another way."))
    if found["oldest"] and found["oldest"] < now() - STUCK and not settings.DEMO:
        words = _("{n} messages wait; the oldest was written {ago}.")
        says = words.format(n=found["waiting"], ago=ago_text(found["oldest"]))
        return Check(_("Messages"), "warn", says, _("Is the worker running, and does the mail server answer?"))
    return Check(_("Messages"), "ok", _("{n} messages wait to be sent.").format(n=found["waiting"]))


def _mail() -> Check:
    if settings.DEMO:
        return Check(_("Mail"), "ok", _("A demonstration sends nothing."))
    if not settings.EMAIL_HOST:
        return Check(_("Mail"), "warn", _("No mail server is set: nothing is sent."), _("Set AMENDS_SMTP_HOST."))
    return Check(_("Mail"), "ok", _("Mail goes through {host}.").format(host=settings.EMAIL_HOST))


def _seal() -> Check:
    sealed = last_sealed_at()
    todo = _("Run amends seal and keep what it prints somewhere else; amends verify checks the whole record.")
    if sealed is None:
        return Check(_("Record"), "warn", _("It has never been sealed."), todo)
    kind = "ok" if now() - sealed < SEAL_EVERY else "warn"
    return Check(_("Record"), kind, _("Last sealed {ago}.").format(ago=ago_text(sealed)), todo)


def _disk() -> Check:
    free = shutil.disk_usage(settings.AMENDS_HOME).free
    kind = "ok" if free > LEAST_FREE else "bad"
    return Check(_("Disk"), kind, _("{n} GB are free.").format(n=round(free / 1024**3, 1)))
