"""Short words for what lists and filters show. Values of the rules on the left, what people read on the right."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

ROLES = {
    "handler": _("Complaint handler"),
    "leader": _("Team leader"),
    "quality": _("Quality and compliance"),
    "assessor": _("Assessor"),
    "admin": _("Administrator"),
}
PHASES = {"new": _("New"), "open": _("Looking into it"), "answered": _("Answered"), "closed": _("Closed")}
KINDS = {
    "undecided": _("Not decided yet"),
    "query": _("Query"),
    "problem": _("Problem"),
    "complaint": _("Complaint"),
    "excluded": _("Outside the procedure"),
}
CHANNELS = {
    "phone": pgettext_lazy("channel", "Phone"),
    "email": pgettext_lazy("channel", "Email"),
    "letter": pgettext_lazy("channel", "Letter"),
    "counter": pgettext_lazy("channel", "In person"),
    "social media": pgettext_lazy("channel", "Social media"),
    "another system": pgettext_lazy("channel", "Another system"),
    "web": pgettext_lazy("channel", "Our web page"),
}
WAITS_FOR = {
    "customer": _("Waiting for the customer"),
    "colleague": _("Waiting for a colleague"),
    "body": _("Waiting for the independent body"),
}
