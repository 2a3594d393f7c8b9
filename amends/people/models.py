"""Staff, teams, customers, keys, the organisation itself; and as rows that stay, authority and administration."""

from __future__ import annotations

import uuid
from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import F, Q

from amends.rules.actors import Actor, Role


class Organisation(models.Model):
    """The one organisation of this installation: its name, its procedures, how customers reach it."""

    name = models.CharField(max_length=200)
    regimes = models.JSONField(default=list)
    regime = models.CharField(max_length=80, default="general")
    contact = models.TextField(blank=True)
    address = models.URLField(blank=True)
    demo = models.BooleanField(default=False)
    no_contact_days = models.PositiveSmallIntegerField(default=10)  # working days; 0: no target of our own

    def __str__(self) -> str:
        return self.name

    @classmethod
    def here(cls) -> Organisation:
        """The organisation. A fresh database has a nameless one, so that every page can be shown."""
        return cls.objects.first() or cls(name="Amends")


class Team(models.Model):
    slug = models.SlugField(primary_key=True)
    name = models.CharField(max_length=100)

    def __str__(self) -> str:
        return self.name


class StaffManager(BaseUserManager["Staff"]):
    def create_user(self, email: str, password: str | None = None, **fields: Any) -> Staff:
        """A member of staff who can sign in. Without a password they must set one by mail."""
        staff = Staff(email=self.normalize_email(email).lower(), **fields)
        staff.set_password(password)
        staff.save(using=self._db)
        return staff


class Staff(AbstractBaseUser):
    """A member of staff. Roles are a list: one person may be handler and assessor."""

    email = models.EmailField(unique=True)
    name = models.CharField(max_length=150)
    roles = models.JSONField(default=list)
    teams: models.ManyToManyField[Team, Any] = models.ManyToManyField(Team, blank=True, related_name="staff")
    is_active = models.BooleanField(default=True)
    settings = models.JSONField(default=dict, blank=True)

    objects: ClassVar[StaffManager] = StaffManager()

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]

    def __str__(self) -> str:
        return self.name

    @property
    def actor_id(self) -> str:
        return f"staff:{self.pk}"

    def actor(self) -> Actor:
        """The value that steps are taken by."""
        teams = frozenset(self.teams.values_list("slug", flat=True))
        return Actor(self.actor_id, frozenset(Role(role) for role in self.roles), teams)


def new_id() -> str:
    return uuid.uuid4().hex


class Customer(models.Model):
    """Someone who raised something with us. The record names them by `id` only, which says nothing."""

    id = models.CharField(max_length=32, primary_key=True, default=new_id)
    name = models.CharField(max_length=300)
    email = models.CharField(max_length=300, blank=True, db_index=True)
    phone = models.CharField(max_length=300, blank=True)
    address = models.TextField(blank=True)

    def __str__(self) -> str:
        return self.id


class ApiKey(models.Model):
    """A key for a machine. Random, so one SHA-256 is enough; the key itself is shown once and never kept."""

    name = models.CharField(max_length=100)
    prefix = models.CharField(max_length=12)
    sha256 = models.CharField(max_length=64, unique=True)
    roles = models.JSONField(default=list)
    scopes = models.JSONField(default=list)
    teams = models.JSONField(default=list)  # empty: every team; of a person's key, every team of theirs
    staff = models.ForeignKey(Staff, null=True, blank=True, on_delete=models.PROTECT, related_name="+")  # acts as them
    created_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True, blank=True)
    last_used_on = models.DateField(null=True, blank=True)

    def __str__(self) -> str:
        return self.name


class Access(models.Model):
    """A customer's way to one case: a one-time code by mail, or a link. Hashed, ends, used once."""

    case = models.CharField(max_length=32, db_index=True)
    purpose = models.CharField(max_length=10)  # code or link
    sha256 = models.CharField(max_length=64, db_index=True)
    made_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    tries = models.PositiveSmallIntegerField(default=0)
    used_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return f"{self.purpose} for {self.case}"


class AuthorityLimit(models.Model):
    """What a role or a person may decide alone, from a day on: `amends.rules.authority.Limit` with its history.

    A row may be ended once; its values never change, and no row is deleted (`amends.people.triggers`).

    `until_on` may be said from the start, for a limit that holds for a while, or when it is ended. A newer row for the
    same holder and kind takes the place of an older one without ending it, so that after a while the older holds again.
    """

    holder = models.CharField(max_length=60)
    kind = models.CharField(max_length=40)
    pence = models.BigIntegerField(null=True, blank=True)  # empty: without limit
    from_on = models.DateField()
    until_on = models.DateField(null=True, blank=True)
    set_by = models.CharField(max_length=60)
    set_at = models.DateTimeField()
    reason = models.TextField()
    ended_by = models.CharField(max_length=60, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_why = models.TextField(blank=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("holder", "kind", "from_on"), condition=Q(ended_at=None), name="one_limit_from_a_day"
            ),
            models.CheckConstraint(condition=Q(pence=None) | Q(pence__gte=0), name="no_limit_below_nothing"),
        )

    def __str__(self) -> str:
        return f"{self.kind} of {self.holder}"


class Absence(models.Model):
    """Days, both included, on which someone is away, and who decides in their place; why they are away is not kept."""

    person = models.CharField(max_length=60)
    from_on = models.DateField()
    until_on = models.DateField()
    delegate = models.CharField(max_length=60, blank=True)
    set_by = models.CharField(max_length=60)
    set_at = models.DateTimeField()
    withdrawn_by = models.CharField(max_length=60, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = (
            models.CheckConstraint(condition=Q(until_on__gte=F("from_on")), name="an_absence_ends_after_it_begins"),
            models.CheckConstraint(condition=~Q(delegate=F("person")), name="nobody_stands_in_for_themselves"),
        )

    def __str__(self) -> str:
        return f"absence of {self.person}"


class AdminAct(models.Model):
    """Something that an administrator changed: ids and settings only, never a name, an address or a secret."""

    at = models.DateTimeField()
    by = models.CharField(max_length=60)
    what = models.CharField(max_length=40)
    subject = models.CharField(max_length=120)
    before = models.JSONField(default=dict)
    after = models.JSONField(default=dict)

    def __str__(self) -> str:
        return f"{self.what} {self.subject}"
