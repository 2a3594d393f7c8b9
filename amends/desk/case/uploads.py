"""Files that come with a step. They are kept first, so that no error of the form can lose them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.http import HttpRequest
from django.utils.translation import gettext

from amends.desk.forms.options import Choices
from amends.desk.forms.step_form import KEPT
from amends.record.attachments import MOST, TooLarge, files_of, keep


@dataclass(frozen=True, slots=True)
class Uploads:
    """`attached`: the files kept by now, as (id, name); `refused`: sentences about those that were not."""

    attached: Choices
    refused: list[str]

    @property
    def ids(self) -> list[str]:
        return [file_id for file_id, _name in self.attached]


def uploads(request: HttpRequest, reference: str, at: datetime) -> Uploads:
    """Keep what was sent with this request, beside what an earlier try has left. Nothing to keep, nothing read."""
    sent, earlier = request.FILES.getlist("files"), request.POST.getlist(KEPT)
    found = Uploads(_of_this_case(reference, earlier), [])
    for file in sent:
        try:
            kept = keep(reference, file.name or "", file.chunks(), at)
            found.attached.append((kept.id, kept.filename))
        except TooLarge:
            words = gettext("{name} is larger than {most} MB. Make it smaller, or send it in parts.")
            found.refused.append(words.format(name=file.name, most=MOST // 1024**2))
    return found


def _of_this_case(reference: str, ids: list[str]) -> Choices:
    """Those of the ids that are files of this case; any other is passed over."""
    there = files_of(reference) if ids else {}
    return [(one, there[one].filename) for one in ids if one in there]
