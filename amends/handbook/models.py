"""The service offer: what customers can expect when something goes wrong, line by line, each with where it stands."""

from __future__ import annotations

from django.db import models


class Entitlement(models.Model):
    """One line of the service offer or the refund policy. A line is not deleted: it ends."""

    kind = models.CharField(max_length=20)  # a `Redress`
    title = models.CharField(max_length=300)
    occasion = models.CharField(max_length=300)  # when it is due: «An appointment that we missed»
    pence = models.PositiveBigIntegerField(null=True, blank=True)  # None: no amount, or one to be worked out
    source = models.CharField(max_length=300)  # where it stands: «Service offer, point 4»
    ended_on = models.DateField(null=True, blank=True)

    def __str__(self) -> str:
        return self.title
