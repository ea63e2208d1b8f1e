"""Open drafts that stand on an edition from which they may be moved to another."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import OuterRef, Subquery

from harborlight.filings.edition_words import packs_to_choose
from harborlight.filings.library import is_here
from harborlight.filings.models import EditionProposal, Filing, FilledForm
from harborlight.filings.queries import CURRENT
from harborlight.firm.actor import Actor
from harborlight.law.packs import Pack

# More than anybody moves at once; the page says so.
MOST = 200
_OPEN = Filing.State.PREPARING


@dataclass(frozen=True)
class OnEdition:
    """The open drafts of a form that stand on one edition, and where they may go."""

    edition: date
    drafts: Sequence[FilledForm]
    to: Sequence[Pack]


def open_proposal(actor: Actor, filled: FilledForm) -> EditionProposal | None:
    """What was proposed for this draft and nobody answered, while the draft is open."""
    if filled.state not in CURRENT or filled.needed.filing.state != _OPEN:
        return None
    rows = EditionProposal.objects.visible_to(actor).filter(
        filled=filled, answered_at=None
    )
    return rows.first()


def open_drafts(
    actor: Actor, form: str, edition: date, case: str = ""
) -> list[FilledForm]:
    """Every open draft on this edition; case: only of the case of this number."""
    rows = FilledForm.objects.visible_to(actor).filter(
        form=form,
        edition=edition,
        state__in=CURRENT,
        needed__filing__state=_OPEN,
    )
    rows = rows.filter(case__number=case) if case else rows
    rows = rows.select_related("case", "needed__filing", "needed__pays")
    return [*rows.order_by("case__number", "prepared_at", "pk")]


def on_editions(actor: Actor, form: str, *, on: date) -> list[OnEdition]:
    """The open drafts of a form, by their edition, oldest first; of each the edition that
    is `proposed` for it."""
    rows = FilledForm.objects.visible_to(actor).filter(
        form=form,
        state__in=CURRENT,
        needed__filing__state=Filing.State.PREPARING,
    )
    rows = rows.select_related("case", "prepared_by", "needed__filing")
    proposed = EditionProposal.objects.visible_to(actor).filter(
        filled=OuterRef("pk"), answered_at=None
    )
    rows = rows.annotate(proposed=Subquery(proposed.values("edition")[:1]))
    found: dict[date, list[FilledForm]] = {}
    for one in rows.order_by("edition", "prepared_at", "pk")[:MOST]:
        found.setdefault(one.edition, []).append(one)
    ours = [pack for pack in packs_to_choose(form, on=on) if is_here(pack)]
    return [
        OnEdition(edition, drafts, [pack for pack in ours if pack.edition != edition])
        for edition, drafts in found.items()
    ]


def drafts_to_move(actor: Actor) -> dict[tuple[str, date], int]:
    """How many open drafts stand on each edition of each form."""
    rows = FilledForm.objects.visible_to(actor).filter(
        state__in=CURRENT, needed__filing__state=Filing.State.PREPARING
    )
    found: dict[tuple[str, date], int] = {}
    for form, edition in rows.values_list("form", "edition"):
        found[form, edition] = found.get((form, edition), 0) + 1
    return found
