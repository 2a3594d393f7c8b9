"""Files that show what happened. They wait until the complaint is sent."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from amends.now import now
from amends.portal import staging
from amends.portal.draft import Said
from amends.portal.fields import MOST_FILES, Files, too_many
from amends.portal.questions.base import Question


class Evidence(Question):
    slug = "files"
    asks = gettext_lazy("Do you have anything that shows what happened?")
    short = gettext_lazy("Files")
    why = gettext_lazy("Letters, photos, bills, screenshots. Copies are enough, and you can add more later.")
    body = "portal/evidence.html"
    skippable = True

    attached = Files()

    def clean(self) -> dict[str, object]:
        said: dict[str, object] = super().clean() or {}
        new = said.get("attached")
        if isinstance(new, list) and len(new) + len(self.draft.files) > MOST_FILES:
            self.add_error("attached", too_many())
        return said

    def keep(self) -> None:
        """The bytes wait in a folder, their names in the session."""
        self.draft.save()
        for file in self.cleaned_data["attached"]:
            name = staging.stage(self.draft.folder, file, now())
            self.draft.files.append({"id": name, "name": str(file.name), "size": file.size})
        self.draft.answer(self.slug, {"count": len(self.draft.files)})

    def remove(self, file_id: str) -> None:
        """Take one of the waiting files out; an id that is none of theirs does nothing."""
        if any(file["id"] == file_id for file in self.draft.files):
            staging.remove(self.draft.folder, file_id)
            self.draft.files = [file for file in self.draft.files if file["id"] != file_id]
            self.draft.save()

    @classmethod
    def reads(cls, said: Said) -> list[str]:
        count = said.get("count", 0)
        return [ngettext("{n} file", "{n} files", count).format(n=count)] if count else [_("None")]
