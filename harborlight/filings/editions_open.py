"""Open drafts that stand on an edition from which they may be moved to another."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from harborlight.filings.edition_words import packs_to_choose
from harborlight.filings.library import is_here
from harborlight.filings.models import Filing, FilledForm
from harborlight.filings.queries import CURRENT
from harborlight.firm.actor import Actor
from harborlight.law.packs import Pack

# More than anybody moves at once; the page says so.
MOST = 200


@dataclass(frozen=True)
class OnEdition:
    """The open drafts of a form that stand on one edition, and where they may go."""

    edition: date
    drafts: Sequence[FilledForm]
    to: Sequence[Pack]


def on_editions(actor: Actor, form: str, *, on: date) -> list[OnEdition]:
    """The open drafts of a form, by their edition, oldest first."""
    rows = FilledForm.objects.visible_to(actor).filter(
        form=form,
        state__in=CURRENT,
        needed__filing__state=Filing.State.PREPARING,
    )
    rows = rows.select_related("case", "prepared_by", "needed__filing")
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
