"""The records of first talks: those of a case, one of them, and what a draft begins with."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef

from harborlight.cases.models import Case, Party
from harborlight.facts.queries import sheet
from harborlight.facts.structure import get as value_at
from harborlight.facts.versions import version
from harborlight.firm.actor import Actor
from harborlight.firm.tenancy import NotFound
from harborlight.firm.words import in_words
from harborlight.inquiries.models import Consultation, Inquiry
from harborlight.law.eligibility import ANY, Weighed, weighed
from harborlight.people.models import Person

# What is written of a talk, and changed as long as it is a draft.
RECORD = (
    "held_on", "how", "took_part", "interpreter", "goals", "found", "paths", "advice",
    "steps", "ending", "scope", "why_not", "fee",
)  # fmt: skip


def consultations_of(actor: Actor, case: Case) -> list[Consultation]:
    """Every version of every record of a case, the latest talk and version first, each
    with whether another version corrects it (`is_corrected`)."""
    rows = Consultation.objects.visible_in(actor, case)
    rows = rows.select_related("written_by", "finished_by")
    rows = rows.annotate(
        is_corrected=Exists(Consultation.objects.filter(corrects=OuterRef("pk")))
    )
    return [*rows.order_by("-held_on", "-version", "-written_at")]


def get_consultation(actor: Actor, pk: UUID) -> Consultation:
    """One record, with its case."""
    rows = Consultation.objects.visible_to(actor).select_related(
        "case", "case__lead", "written_by", "finished_by", "corrects"
    )
    found = rows.filter(pk=pk).first()
    if found is None:
        raise NotFound
    found.case.found_by(actor)
    return found


def newer_than(actor: Actor, record: Consultation) -> Consultation | None:
    """The version that corrects this one."""
    rows = Consultation.objects.visible_in(actor, record.case)
    return rows.filter(corrects=record).first()


def draft_word(record: Consultation) -> str:
    """A word for what a draft says, as facts have one (facts/versions.py)."""
    said = {name: getattr(record, name) for name in RECORD}
    return version(record.case_id, "consultation", None, json.dumps(said, default=str))


def people_of(actor: Actor, case: Case) -> list[Person]:
    """Whom of the case the next steps may be told."""
    rows = Party.objects.visible_in(actor, case).select_related("person")
    return [*{one.person_id: one.person for one in rows.order_by("pk")}.values()]


def weighed_paths(actor: Actor, case: Case, day: date) -> list[dict[str, str]]:
    """The kinds of case as a draft begins with them, by what whoever asked has answered.

    view: "research" where anything is known that speaks for or against it, else empty:
    whether a path is open a lawyer says. why: the points, in the reader's language.
    """
    person = _who_asked(actor, case)
    plain = sheet(actor, case, person).plain() if person else {}
    found = weighed(lambda path: value_at(plain, path), day)
    return [
        {
            "key": kind,
            "name": in_words(one.name),
            "view": Consultation.View.RESEARCH.value if _speaks(one) else "",
            "why": _points(one),
        }
        for kind, one in found.items()
        if kind != ANY
    ]


def _who_asked(actor: Actor, case: Case) -> Person | None:
    asked = Inquiry.objects.visible_in(actor, case).select_related("person").first()
    if asked:
        return asked.person
    people = people_of(actor, case)
    return people[0] if people else None


def _speaks(one: Weighed) -> bool:
    return bool(one.speaks_for or one.against)


def _points(one: Weighed) -> str:
    """What speaks for it and against it, a line for each."""
    lines: Sequence[Any] = [("+", point) for point in one.speaks_for]
    lines = [*lines, *(("-", point) for point in one.against)]
    return "\n".join(f"{sign} {in_words(point.says)}" for sign, point in lines)


def as_written(
    paths: Sequence[dict[str, str]], record: Consultation
) -> list[dict[str, str]]:
    """The paths as a draft's form asks of them: what the draft says comes before."""
    said = {one["key"]: one for one in record.paths}
    known = [said.pop(one["key"], one | {"view": ""}) for one in paths]
    return [*known, *said.values()]
