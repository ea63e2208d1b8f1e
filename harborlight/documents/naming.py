"""What files are called when they leave, and the folders of a case, by the firm's pattern."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from uuid import UUID

import yaml
from babel import Locale
from django.db.models import Prefetch

from harborlight.cases.models import Case
from harborlight.documents.models import Document, NamePattern, Slot, Version
from harborlight.facts.choices import country_name
from harborlight.firm.actor import Actor
from harborlight.papers.inspect_verdicts import ending_of
from harborlight.papers.naming import distinct, folders_of, name_of

STARTER = Path(__file__).parent / "starters" / "names.yaml"


@dataclass(frozen=True)
class Pattern:
    """How the papers of a kind of case are called."""

    name: str
    folders: str


@dataclass(frozen=True)
class Filed:
    """A paper where it lies in the folder of its case: "a/b/name.pdf"."""

    path: str
    version: Version

    @property
    def folder(self) -> str:
        return self.path.rpartition("/")[0]

    @property
    def name(self) -> str:
        return self.path.rpartition("/")[2]


@cache
def starter() -> Pattern:
    """What holds until the firm says otherwise."""
    return Pattern(**yaml.load(STARTER.read_text(), Loader=yaml.CSafeLoader))


def own_patterns(actor: Actor) -> dict[str, NamePattern]:
    """What the firm said, by the key of the playbook; "" of every other kind of case."""
    return {row.playbook: row for row in NamePattern.objects.visible_to(actor)}


def pattern_of(firm_id: UUID, playbook: str) -> Pattern:
    """The pattern for a kind of case: its own, else the firm's, else the first one."""
    rows = NamePattern.objects.filter(firm=firm_id, playbook__in=["", playbook])
    found = rows.order_by("-playbook").first()
    return Pattern(found.name, found.folders) if found else starter()


def called(version: Version) -> str:
    """What a version is called when it leaves: "2026-0007 Rivas Peña - Passport v2.pdf"."""
    pattern = pattern_of(version.firm_id, version.case.kind)
    return name_of(pattern.name, values_of(version), ending_of(version.kind))


def values_of(version: Version) -> dict[str, str]:
    """What the words of a pattern stand for in this version."""
    document, person = version.document, version.document.person
    return {
        "case number": version.case.number,
        "family name": person.family_name if person else "",
        "given name": person.given_name if person else "",
        "kind": document.kind.capitalize(),
        "title": f"{document.title}{_part(version)}",
        "date": document.issued_on.isoformat() if document.issued_on else "",
        "country": country_name(document.country, "en") if document.country else "",
        "language": _language(document.language),
        "version": str(version.number),
    }


def _part(version: Version) -> str:
    """Which part of a translated paper it is, where it is not the paper itself."""
    return "" if version.slot == Slot.ORIGINAL else f" ({version.slot})"


def folder(actor: Actor, case: Case) -> list[Filed]:
    """The papers of a case in their folders: of each part the newest that was not sent back."""
    states = [Version.State.RECEIVED, Version.State.ACCEPTED]
    good = Version.objects.visible_in(actor, case).filter(state__in=states)
    newest_first = good.select_related("file").order_by("-number")
    rows = (
        Document.objects.visible_in(actor, case)
        .select_related("person")
        .prefetch_related(Prefetch("versions", newest_first))
        .order_by("person__family_name", "title", "pk")
    )
    found, taken = [], set[str]()
    pattern = pattern_of(case.firm_id, case.kind)
    for document in rows:
        newest = {one.slot: one for one in reversed(document.versions.all())}
        for _slot, version in sorted(newest.items()):
            version.case, version.document = case, document
            path = _path(pattern, version)
            found.append(Filed(distinct(path, taken), version))
    return sorted(found, key=lambda one: one.path.casefold())


def _path(pattern: Pattern, version: Version) -> str:
    values = values_of(version)
    name = name_of(pattern.name, values, ending_of(version.kind))
    return "/".join([*folders_of(pattern.folders, values), name])


def _language(code: str) -> str:
    """A language by its name; files are called in English in every office."""
    return str(Locale("en").languages.get(code, ""))
