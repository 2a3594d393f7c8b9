"""What a program says about a bundle, and the shapes of what it is told."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, field_validator

from amends.cases.bundling.choosing import LONGEST_TITLE, MOST_TERMS
from amends.rules.steps.base import SHORT, clean

MOST_DOCUMENTS = 2_000
Rule = Literal["both", "seen", "evidence", "none"]
Key = Annotated[str, Field(max_length=SHORT)]
Keys = Annotated[list[Key], Field(max_length=MOST_DOCUMENTS)]


class BundleAsked(BaseModel):
    """Which documents, what is removed from them, and for whom. What is left out is as the desk suggests it."""

    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True)

    referral: int = Field(
        0, ge=0, le=1_000_000, description="For which referral, by number; 0 is the first that is open."
    )
    title: str = Field("", max_length=LONGEST_TITLE, description="Left out: named after the independent body.")
    rule: Rule = Field(
        "both",
        description="Which documents to begin with. seen: all the customer sees. evidence: all that findings can rest "
        "on. both: these two. none: nothing yet. Notes among staff are in none of them.",
    )
    documents: Keys = Field([], description="Keys of documents to put in beside those.")
    without: Keys = Field([], description="Keys of documents to leave out.")
    withheld: Keys = Field([], description="Keys of documents that are listed without their pages.")
    checked: Keys = Field(
        [], description="Keys of pictures and scans that a person has checked for data of others. No search reads them."
    )
    copies: dict[Key, Key] = Field(
        {},
        max_length=MOST_DOCUMENTS,
        description="Redacted copies that are bound in instead: the id of a file of this case, by the key of the "
        "document.",
    )
    remove: Annotated[list[Key], Field(max_length=MOST_TERMS)] | None = Field(
        None,
        description="Names and other data of others to be removed, whatever the case and accents. Left out: the name "
        "of the representative, if there is one.",
    )

    @field_validator("*", mode="before")
    @classmethod
    def _clean(cls, value: Any) -> Any:
        """Text on one line. Raises ValueError for characters that cannot be kept."""
        if isinstance(value, str):
            return " ".join(clean(value).split())
        if isinstance(value, list):
            return [cls._clean(one) for one in value]
        if isinstance(value, dict):
            return {cls._clean(key): cls._clean(one) for key, one in value.items()}
        return value


BUNDLE_EXAMPLE: dict[str, Any] = {
    "title": "Bundle for the ombudsman",
    "rule": "both",
    "withheld": ["evidence-2"],
    "remove": ["Bob Smith", "12 Harbour Square"],
}


class BundleDocument(BaseModel):
    """A document that could go into a bundle."""

    key: str
    title: str
    kind: str = Field(description="In words.")
    date: date
    entry: int = Field(description="The entry that it is from.")
    group: Literal["seen", "evidence", "notes"] = Field(
        description="seen: the customer sees it. evidence: a finding can rest on it. notes: only staff see it."
    )
    file: str = Field(description="The id of its file, to be looked at under /files; empty where it is a text of ours.")


class BundleDocuments(BaseModel):
    reference: str
    number: int = Field(description="Number of the last entry, for If-Match.")
    documents: list[BundleDocument]


class BoundDocument(BaseModel):
    """A line of the bundle's index."""

    key: str
    number: int
    title: str
    kind: str
    date: date
    page: int = Field(description="On which page it begins.")
    pages: int
    reproduced: bool = Field(description="Whether its pages are there; otherwise a slip stands in their place.")
    withheld: str = Field(description="Why its pages are not there, as the slip says; empty where they are.")
    note: str = Field(description="What else the index says about it, such as that it is a redacted copy.")
    removed: int = Field(description="In how many places something was removed. What it was is not said.")


class BundleHash(BaseModel):
    number: int = Field(description="Of the document.")
    what: str = Field(description="What was hashed, in words.")
    sha256: str


class BundlePreview(BaseModel):
    """The bundle as it would be, in the customer's language."""

    reference: str
    number: int = Field(description="Number of the last entry, for If-Match.")
    referral: int
    title: str
    remove: list[str]
    pages: int
    size: int = Field(description="Bytes.")
    removed: int = Field(description="In how many places something was removed, in all.")
    documents: list[BoundDocument] = Field(description="The index.")
    hashes: list[BundleHash]
