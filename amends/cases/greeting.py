"""How a letter calls whoever it is for. A case that came in from elsewhere may not know."""

from __future__ import annotations

from django.utils.translation import gettext as _

from amends.rules.facts import Facts

NOT_GIVEN = "Not given"
"""The name of a customer whose name is not known: whoever brings cases in from elsewhere says so."""


def name_of(facts: Facts) -> str:
    """Whom a letter is to: the customer, or who acts for them; "" where neither has a known name."""
    name = facts.representative or facts.customer_name
    return "" if name == NOT_GIVEN else name


def greeting(facts: Facts) -> str:
    name = name_of(facts)
    return _("Dear {name}").format(name=name) if name else _("Dear customer")
