"""How far the filings of a case are, as the desk shows them: one look, few questions."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef

from harborlight.cases.models import Case
from harborlight.filings.edition_words import pack_to_fill, packs_to_choose
from harborlight.filings.findings import SPARED
from harborlight.filings.lacking import Changes, lacking_of
from harborlight.filings.library import is_here
from harborlight.filings.models import Certificate, Filing, NeededForm
from harborlight.filings.preflight_types import Record
from harborlight.filings.queries import Standing, filings, standings_among
from harborlight.filings.receipts import further_of, of_their_own
from harborlight.filings.since_sent import Changed, several_once
from harborlight.filings.spots import Spot, changes
from harborlight.filings.still_open import missing_answers, open_among, open_papers
from harborlight.firm.actor import Actor
from harborlight.law.packs import NoEdition, Pack, TwoEditions
from harborlight.law.sites import Site, sheets_for
from harborlight.questionnaires.queries import is_unsent


@dataclass(frozen=True)
class FormRow:
    """A needed form: how it stands, and what would keep it from being filled."""

    standing: Standing
    pack: Pack | None
    has_blank: bool
    changed: Sequence[Spot]
    # Why no edition of it can be filled today.
    refused: str = ""
    # Where several editions are taken at once: those of which a person chooses one.
    choices: Sequence[Pack] = ()

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
    def is_certified(self) -> bool:
        """Whether two people answered for it, as far as `envelopes` looked."""
        return getattr(self.filing, "certified", False)

    @property
    def is_sent(self) -> bool:
        return self.filing.state in Filing.ON_ITS_WAY

    @property
    def is_rejected(self) -> bool:
        return self.filing.state == Filing.State.REJECTED

    @property
    def own_form(self) -> str:
        """The form whose receipt is that of the filing; "" where none gets one."""
        return next((one.form for one in of_their_own(self._needed)), "")

    @property
    def further(self) -> Sequence[NeededForm]:
        """The forms besides it that get a receipt of their own, once it went out."""
        return [] if self.is_preparing else further_of(self._needed)

    @property
    def sheets(self) -> Sequence[Site]:
        """The sites on which a form of it can be filed, while it goes out online."""
        if not self.is_preparing or self.filing.channel != Filing.Channel.ONLINE:
            return []
        several = [site for one in self._needed for site in sheets_for(one.form)]
        return [*{site.key: site for site in several}.values()]

    @property
    def _needed(self) -> Sequence[NeededForm]:
        return [row.standing.needed for row in self.rows]

    @property
    def can_fill(self) -> bool:
        return self.is_preparing and all(row.can_fill for row in self.rows)

    @property
    def fills_again(self) -> bool:
        """Whether one press fills it anew: something on it is not what was answered, or
        not there yet."""
        filled = [row.standing.filled for row in self.rows]
        return self.is_changed or (any(filled) and not all(filled))

    @property
    def is_untouched(self) -> bool:
        """Whether nothing was filled yet."""
        return not any(row.standing.filled for row in self.rows)

    @property
    def lacks_blanks(self) -> Sequence[Pack]:
        """The forms whose official blank is not here, each once."""
        lacking = [row.pack for row in self.rows if row.pack and not row.has_blank]
        return [*{(one.form, one.edition): one for one in lacking}.values()]

    @property
    def is_changed(self) -> bool:
        return any(row.changed for row in self.rows)

    @property
    def spared(self) -> Sequence[str]:
        """Why a form goes out without somebody's signature."""
        filled = [row.standing.filled for row in self.rows if row.standing.filled]
        return [
            str(SPARED[code]) % {"form": one.form}
            for one in filled
            for code in one.spared
        ]

    @property
    def changed(self) -> Sequence[Changed]:
        """Each answer that changed, once, with the forms it stands on."""
        return several_once(
            (row.standing.needed.called, row.changed) for row in self.rows
        )


def envelopes(
    actor: Actor, case: Case, *, on: date, house: Mapping[str, str] | None = None
) -> list[Envelope]:
    """Every filing of the case; of each it is known whether answers are `unsent`, and
    whether somebody `certified` it.

    house: as `spots.changes` takes it.
    """
    made = Certificate.objects.visible_in(actor, case).filter(filing=OuterRef("pk"))
    several = filings(actor, case).annotate(
        unsent=is_unsent(actor, case="case"), certified=Exists(made)
    )
    return _envelopes(actor, case, [*several], on, house)


def envelope(
    actor: Actor,
    filing: Filing,
    *,
    on: date,
    case: Case | None = None,
    record: Record | None = None,
) -> Envelope:
    """One filing of the case.

    record: what its preflight read, where the caller has it: it is not read again.
    """
    if record is not None:
        papers = open_among(record.papers)
        return _envelope(filing, record.rows, record.changed, on, papers)
    return _envelopes(actor, case or filing.case, [filing], on)[0]


def _envelopes(
    actor: Actor,
    case: Case,
    several: Sequence[Filing],
    on: date,
    house: Mapping[str, str] | None = None,
) -> list[Envelope]:
    """However many there are, the database is asked once for each kind of thing."""
    standing = standings_among(actor, several, case=case)
    waiting = [one for one in several if one.state == Filing.State.PREPARING]
    forms = [row.filled for rows in standing.values() for row in rows if row.filled]
    changed = changes(actor, case, forms, house=house)
    papers = open_papers(actor, case) if waiting else []
    return [
        _envelope(filing, standing[filing.pk], changed, on, papers)
        for filing in several
    ]


def _envelope(
    filing: Filing,
    rows: Sequence[Standing],
    changed: Changes,
    on: date,
    papers: Sequence[str],
) -> Envelope:
    """papers: those of the case that are still open, in words."""
    shown = [
        _row(row, on, changed.get(row.filled.pk, []) if row.filled else [])
        for row in rows
    ]
    lacking, opened = [], []
    if filing.state == Filing.State.PREPARING:
        lacking = lacking_of(rows, on=on, changed=changed)
        opened = [*missing_answers(rows), *papers]
    return Envelope(filing, shown, lacking, opened)


def _of_several(
    standing: Standing, on: date, changed: Sequence[Spot], why: str
) -> FormRow:
    """Several editions are taken: the one on which it stands was chosen before."""
    choices = packs_to_choose(standing.needed.form, on=on)
    filled = standing.filled
    chosen = [one for one in choices if filled and one.edition == filled.edition]
    if chosen:
        pack = chosen[0]
        return FormRow(standing, pack, is_here(pack), changed, "", choices)
    ours = [one for one in choices if is_here(one)]
    return FormRow(standing, None, False, changed, why, ours)


def _row(standing: Standing, on: date, changed: Sequence[Spot]) -> FormRow:
    form = standing.needed.form
    try:
        pack = pack_to_fill(form, on=on)
    except NoEdition as why:
        return FormRow(standing, None, False, changed, str(why))
    except TwoEditions as why:
        return _of_several(standing, on, changed, str(why))
    return FormRow(standing, pack, is_here(pack), changed)
