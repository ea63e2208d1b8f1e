"""How far the filings of a case are, as the desk shows them: one look, few questions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from harborlight.cases.models import Case
from harborlight.filings.actions.sending import lacking_of
from harborlight.filings.library import is_here
from harborlight.filings.models import Filing
from harborlight.filings.queries import Standing, filings, standings
from harborlight.filings.spots import Spot, changes
from harborlight.filings.still_open import still_open
from harborlight.firm.actor import Actor
from harborlight.law.packs import NoEdition, Pack, TwoEditions, pack_of


@dataclass(frozen=True)
class FormRow:
    """A needed form: how it stands, and what would keep it from being filled."""

    standing: Standing
    pack: Pack | None
    has_blank: bool
    changed: Sequence[Spot]

    @property
    def state(self) -> str:
        return self.standing.filled.state if self.standing.filled else ""

    @property
    def can_fill(self) -> bool:
        return self.pack is not None and self.has_blank

    @property
    def open(self) -> int:
        """How many things on the filled form somebody must still see to."""
        return self.standing.filled.open if self.standing.filled else 0


@dataclass(frozen=True)
class Envelope:
    """A filing with its forms, and what still keeps it from being sent."""

    filing: Filing
    rows: Sequence[FormRow]
    lacking: Sequence[str]
    # What it could go out without, if somebody says so.
    still_open: Sequence[str]

    @property
    def is_preparing(self) -> bool:
        return self.filing.state == Filing.State.PREPARING

    @property
    def is_sent(self) -> bool:
        return self.filing.state == Filing.State.SENT

    @property
    def can_fill(self) -> bool:
        return self.is_preparing and all(row.can_fill for row in self.rows)

    @property
    def is_untouched(self) -> bool:
        """Whether nothing was filled yet."""
        return not any(row.standing.filled for row in self.rows)

    @property
    def without_blank(self) -> Sequence[FormRow]:
        return [row for row in self.rows if row.pack and not row.has_blank]

    @property
    def is_changed(self) -> bool:
        return any(row.changed for row in self.rows)


def envelopes(actor: Actor, case: Case, *, on: date) -> list[Envelope]:
    """Every filing of the case."""
    return [envelope(actor, one, case=case, on=on) for one in filings(actor, case)]


def envelope(
    actor: Actor, filing: Filing, *, on: date, case: Case | None = None
) -> Envelope:
    rows = standings(actor, filing)
    preparing = filing.state == Filing.State.PREPARING
    forms = [row.filled for row in rows if row.filled] if preparing else []
    changed = changes(actor, case or filing.case, forms)
    shown = [
        _row(row, on, changed.get(row.filled.pk, []) if row.filled else [])
        for row in rows
    ]
    if not preparing:
        return Envelope(filing, shown, [], [])
    opened = still_open(actor, case or filing.case, rows)
    return Envelope(filing, shown, lacking_of(rows, on=on), opened)


def _row(standing: Standing, on: date, changed: Sequence[Spot]) -> FormRow:
    try:
        pack = pack_of(standing.needed.form, on=on)
    except (NoEdition, TwoEditions):
        return FormRow(standing, None, False, changed)
    return FormRow(standing, pack, is_here(pack), changed)
