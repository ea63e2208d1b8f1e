"""How much of what a case needs is here: counted by the rule of documents.standing.

One question to the database, however many papers: requests joined with what came.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import F, QuerySet

from harborlight.cases.models import Case
from harborlight.documents.models import SIGNED_FORM, Request, Version
from harborlight.documents.standing import OWED, Row, state_of, waiting_of
from harborlight.firm.actor import Actor

_PAPER = {
    "paper": F("documents__pk"),
    "language": F("documents__language"),
    "in_english_too": F("documents__in_english_too"),
}
_VERSION = {
    "sent": F("documents__versions__pk"),
    "slot": F("documents__versions__slot"),
    "with_translation": F("documents__versions__with_translation"),
    "with_certificate": F("documents__versions__with_certificate"),
    "state": F("documents__versions__state"),
    "number": F("documents__versions__number"),
    "uploaded_at": F("documents__versions__uploaded_at"),
}


@dataclass(frozen=True)
class Glance:
    """A request, how it stands (documents.standing), and the version to review, if any."""

    request: Request
    state: str
    waiting: UUID | None

    @property
    def is_done(self) -> bool:
        return self.state == Version.State.ACCEPTED


def glance(actor: Actor, case: Case) -> list[Glance]:
    """The checklist of a case at a glance, in one question to the database."""
    rows = Request.objects.visible_in(actor, case).filter(withdrawn_at__isnull=True)
    return _standing(rows.select_related("person"))


def owes_papers(actor: Actor, case: Case) -> bool:
    """Whether a client must send a paper of the case, or a part of one, or one again."""
    return any(one.state in OWED for one in _required(actor, case))


def not_accepted(actor: Actor, case: Case) -> list[Request]:
    """The required papers of a case that are not accepted, in the order of the list."""
    return [one.request for one in _required(actor, case) if not one.is_done]


def _required(actor: Actor, case: Case) -> list[Glance]:
    """Signed pages are asked for elsewhere."""
    rows = Request.objects.visible_in(actor, case).select_related("person")
    needed = rows.filter(withdrawn_at__isnull=True, need=Request.Need.REQUIRED)
    return _standing(needed.exclude(kind=SIGNED_FORM))


def counts(actor: Actor, cases: Sequence[Case]) -> dict[UUID, tuple[int, int]]:
    """For each case: how many requests are done, and how many there are."""
    rows = Request.objects.visible_among(actor, cases).filter(withdrawn_at__isnull=True)
    found: dict[UUID, tuple[int, int]] = {}
    joined: dict[tuple[UUID, UUID], list[Mapping[str, Any]]] = {}
    # Columns only: the texts of a request are long, and a list has many.
    for row in rows.values("pk", "case", "cannot_since", **_PAPER, **_VERSION):
        joined.setdefault((row["case"], row["pk"]), []).append(row)
    for (case, _request), came in joined.items():
        done, every = found.get(case, (0, 0))
        state, _waiting = _stands(came, cannot=bool(came[0]["cannot_since"]))
        found[case] = (done + (state == Version.State.ACCEPTED), every + 1)
    return found


@dataclass(frozen=True)
class Owed:
    """How many required papers a client owes, and the first day on which one is due."""

    count: int
    due_on: date | None


def owed(actor: Actor, cases: Sequence[Case]) -> dict[UUID, Owed]:
    """What is owed in each of these cases; nothing of a case where nothing is."""
    rows = Request.objects.visible_among(actor, cases).filter(
        withdrawn_at__isnull=True, need=Request.Need.REQUIRED
    )
    rows = rows.exclude(kind=SIGNED_FORM)
    joined: dict[tuple[UUID, UUID], list[Mapping[str, Any]]] = {}
    named = ("pk", "case", "cannot_since", "due_on")
    for row in rows.values(*named, **_PAPER, **_VERSION):
        joined.setdefault((row["case"], row["pk"]), []).append(row)
    days: dict[UUID, list[date | None]] = {}
    for (case, _request), came in joined.items():
        state, _waiting = _stands(came, cannot=bool(came[0]["cannot_since"]))
        if state in OWED:
            days.setdefault(case, []).append(came[0]["due_on"])
    return {
        case: Owed(len(those), min((day for day in those if day), default=None))
        for case, those in days.items()
    }


def _standing(rows: QuerySet[Request]) -> list[Glance]:
    requests: dict[UUID, Request] = {}
    joined: dict[UUID, list[Mapping[str, Any]]] = {}
    for row in rows.order_by("position", "pk").annotate(**_PAPER, **_VERSION):
        requests.setdefault(row.pk, row)
        joined.setdefault(row.pk, []).append(vars(row))
    return [
        Glance(row, *_stands(joined[row.pk], cannot=bool(row.cannot_since)))
        for row in requests.values()
    ]


def _stands(
    joined: Sequence[Mapping[str, Any]], *, cannot: bool
) -> tuple[str, UUID | None]:
    """The state, and the version to review, of the rows of one request."""
    papers = {
        row["paper"]: (row["language"], row["in_english_too"])
        for row in joined
        if row["paper"]
    }
    came = [Row(*(row[name] for name in _VERSION)) for row in joined if row["sent"]]
    waits = waiting_of(came)
    return state_of(papers.values(), came, cannot=cannot), waits.pk if waits else None
