"""Rows for lists: caches of what the record says, made by one projector and made again by `amends rebuild`."""

from __future__ import annotations

from django.db import models


class Case(models.Model):
    """What a list shows of one case, and what the sweep looks for. The record is the truth."""

    reference = models.CharField(max_length=32, unique=True)
    number = models.PositiveIntegerField()  # of the last entry
    kind = models.CharField(max_length=12)
    regime = models.CharField(max_length=80)
    edition = models.CharField(max_length=10)
    stage = models.PositiveSmallIntegerField(default=1)
    phase = models.CharField(max_length=16)
    subject = models.CharField(max_length=300)
    customer = models.CharField(max_length=32, blank=True, db_index=True)
    customer_name = models.CharField(max_length=300)
    external_ref = models.CharField(max_length=300, blank=True, db_index=True)
    channel = models.CharField(max_length=20)
    product = models.CharField(max_length=300, blank=True)
    owner = models.CharField(max_length=60, blank=True)
    team = models.CharField(max_length=50, blank=True)
    about_staff = models.CharField(max_length=600, blank=True)  # ids between spaces, to be matched whole
    invited = models.CharField(max_length=2000, blank=True)  # ids between spaces: who is asked for something here
    is_asked = models.BooleanField(default=False)  # somebody is asked for something here, named or not
    has_post = models.BooleanField(default=False)  # letters wait to be printed and posted
    to_post = models.JSONField(default=list)  # which: see `amends.cases.posting`
    asked_due_on = models.DateField(null=True, blank=True)  # the first day by which someone is to give it
    approval_due_on = models.DateField(null=True, blank=True)  # by when an approval is wanted
    escalate_for = models.CharField(max_length=100, blank=True)  # causes between spaces; see `amends.cases.leading`
    heard_at = models.DateTimeField(null=True, blank=True)  # when the customer last heard from us
    received_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True, blank=True)
    is_open = models.BooleanField()
    next_step = models.CharField(max_length=40, blank=True)
    next_words = models.JSONField(default=list)  # template and values, to be said in the reader's language
    next_whose = models.CharField(max_length=10, blank=True)
    next_due_on = models.DateField(null=True, blank=True)
    law_due_on = models.DateField(null=True, blank=True)
    target_due_on = models.DateField(null=True, blank=True)
    has_need = models.BooleanField(default=False)
    promises_open = models.PositiveSmallIntegerField(default=0)
    promises_broken = models.PositiveSmallIntegerField(default=0)
    last_speaker = models.CharField(max_length=10, blank=True)  # customer or us
    last_at = models.DateTimeField()

    class Meta:
        indexes = [
            models.Index(
                fields=["owner", "next_due_on", "id"], name="case_owner_due", condition=models.Q(is_open=True)
            ),
            models.Index(fields=["team", "next_due_on", "id"], name="case_team_due", condition=models.Q(is_open=True)),
            models.Index(fields=["next_due_on", "id"], name="case_due", condition=models.Q(is_open=True)),
            models.Index(
                fields=["approval_due_on", "next_due_on", "id"], name="case_asked", condition=models.Q(is_asked=True)
            ),
            models.Index(fields=["id"], name="case_post", condition=models.Q(has_post=True)),
            models.Index(fields=["-received_at", "id"], name="case_received"),
            models.Index(fields=["regime", "next_due_on", "id"], name="case_regime_due"),
            models.Index(
                fields=["owner", "phase", "stage", "next_due_on"], name="case_load", condition=models.Q(is_open=True)
            ),
        ]

    def __str__(self) -> str:
        return self.reference


class Redressed(models.Model):
    """What was agreed with a customer, for one word of what the case is about: to say what was done in like cases."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="+")
    offer = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=20)
    pence = models.PositiveBigIntegerField()
    about = models.CharField(max_length=300)
    product = models.CharField(max_length=300, blank=True)
    regime = models.CharField(max_length=80)
    agreed_on = models.DateField()

    class Meta:
        indexes = [models.Index(fields=["about", "kind", "agreed_on"], name="redressed_like")]
        constraints = [models.UniqueConstraint(fields=["case", "offer", "about"], name="redressed_once")]

    def __str__(self) -> str:
        return f"{self.case_id} offer {self.offer} {self.about}"


class Counter(models.Model):
    """The last number given to a case in a year."""

    year = models.PositiveSmallIntegerField(primary_key=True)
    last = models.PositiveIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.year}: {self.last}"


class Outgoing(models.Model):
    """Something to be sent, queued in the transaction of the step that caused it. Attempts are counted."""

    case = models.CharField(max_length=32, db_index=True)
    entry = models.PositiveIntegerField()
    to = models.CharField(max_length=300)
    subject = models.CharField(max_length=300)
    body = models.TextField()
    files = models.JSONField(default=list)  # of the case, that go along
    queued_at = models.DateTimeField()
    attempts = models.PositiveSmallIntegerField(default=0)
    next_try_at = models.DateTimeField(null=True, db_index=True)
    sent_at = models.DateTimeField(null=True, blank=True)
    failure = models.CharField(max_length=300, blank=True)

    def __str__(self) -> str:
        return f"{self.case} entry {self.entry}"


class Draft(models.Model):
    """What someone has begun to write on a case, as it stands on the form. Once it is sent it is kept until it can no
    longer be taken back."""

    case = models.CharField(max_length=32, db_index=True)
    step = models.CharField(max_length=40)
    person = models.CharField(max_length=60, db_index=True)
    fields = models.JSONField(default=dict)  # name: what was typed, as a list
    saved_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True, blank=True, db_index=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["case", "step", "person"], name="one_draft_each")]

    def __str__(self) -> str:
        return f"{self.case} {self.step} of {self.person}"


class Reminded(models.Model):
    """A reminder that was sent. One a case, step and date: the constraint keeps two workers from sending two."""

    case = models.CharField(max_length=32)
    step = models.CharField(max_length=40)
    due_on = models.DateField()
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["case", "step", "due_on"], name="reminded_once")]

    def __str__(self) -> str:
        return f"{self.case} {self.step} {self.due_on}"


class Replay(models.Model):
    """The answer already given to a request with this key, kept so that the same request is answered the same."""

    key = models.CharField(max_length=300, unique=True)
    request = models.CharField(max_length=64)
    status = models.PositiveSmallIntegerField()
    answer = models.TextField()
    made_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.key
