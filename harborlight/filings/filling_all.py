"""What one press does to every form of the open filings of a case, and what came of it.

    for row in fates(envelopes(actor, case, on=day), Pressed(since)):
        ...

Only a form is filled of which nothing is lost by it: one that is not filled yet, that was
sent back, or on which an answer changed while it waits to be checked. What somebody
approved or certified is left to whoever presses at that form alone.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from harborlight.filings.library import NoBlank
from harborlight.filings.models import Filing, FilledForm
from harborlight.filings.standing import Envelope, FormRow

TO_FILL, FILLED = "to fill", "filled"
# Left as it is, and why.
SENTENCES = {
    "unchanged": _("Left as it is: no answer on it changed since it was filled."),
    "approved": _("Left as it is: it is approved, and no answer on it changed."),
    "approved, changed": _(
        "Left as it is: it is approved. Answers changed since; filled again, it must be "
        "checked and signed anew. Press Fill again at this form if that is right."
    ),
    "certified": _(
        "Left as it is: its envelope is certified. Press Fill again at this form if it "
        "must change."
    ),
    "older edition": _(
        "Left as it is: it stands on the edition %(was)s. Look at what differs on "
        "%(now)s, and move it."
    ),
    "several editions": _(
        "Not filled: two editions are taken today. Choose one of them at this form."
    ),
    "failed": _(
        "Not filled: something on the server failed, and its log says what. The form "
        "stands as it did. Try it again, or tell whoever looks after the server."
    ),
}
REFUSED = ("no edition", "no blank", "several editions", "failed")


@dataclass(frozen=True)
class Pressed:
    """When somebody pressed, and the forms that failed since: they are not tried again."""

    since: datetime | None = None
    failed: Set[UUID] = field(default_factory=frozenset)


@dataclass(frozen=True)
class Fate:
    """One form: whether a press fills it, or why not. code: TO_FILL, FILLED, one of
    REFUSED, or a word of SENTENCES."""

    row: FormRow
    code: str

    @property
    def is_refused(self) -> bool:
        return self.code in REFUSED

    @property
    def sentence(self) -> str:
        """Why it was left or refused, as people read it; "" for what is or gets filled."""
        if self.code == "no edition":
            return self.row.refused
        if self.code == "no blank" and self.row.pack:
            return str(NoBlank(self.row.pack))
        filled, pack = self.row.standing.filled, self.row.pack
        said = {
            "was": f"{filled.edition:%m/%d/%y}" if filled else "",
            "now": f"{pack.edition:%m/%d/%y}" if pack else "",
        }
        return str(SENTENCES.get(self.code, "")) % said


@dataclass(frozen=True)
class FilingFates:
    """The forms of one open filing."""

    envelope: Envelope
    forms: Sequence[Fate]


def fates(several: Sequence[Envelope], pressed: Pressed) -> list[FilingFates]:
    """Of every filing of the case that is being prepared (standing.envelopes).

    Where two people answered for one filing, they did for all that lies in its envelope.
    """
    certified = {_root(one.filing) for one in several if one.is_certified}
    return [
        FilingFates(one, [*_fates(one, pressed, _root(one.filing) in certified)])
        for one in several
        if one.is_preparing
    ]


def to_fill(found: Sequence[FilingFates]) -> list[Fate]:
    """What a press fills, in the order of the page."""
    return [one for row in found for one in row.forms if one.code == TO_FILL]


def offers_all(found: Sequence[FilingFates]) -> bool:
    """Whether the press for all does more than that of the only filing."""
    if len(found) == 1 and found[0].envelope.can_fill:
        return bool(to_fill(found)) and not found[0].envelope.is_untouched
    return bool(to_fill(found))


def _root(filing: Filing) -> UUID:
    root: UUID = filing.within_id or filing.pk
    return root


def _fates(one: Envelope, pressed: Pressed, is_certified: bool) -> Iterator[Fate]:
    for row in one.rows:
        yield Fate(row, _code(row, pressed, is_certified))


def _code(row: FormRow, pressed: Pressed, is_certified: bool) -> str:
    filled = row.standing.filled
    if filled and pressed.since and filled.prepared_at >= pressed.since:
        return FILLED
    if row.standing.needed.pk in pressed.failed:
        return "failed"
    if is_certified:
        return "certified"
    if filled and filled.state == FilledForm.State.APPROVED:
        return "approved, changed" if row.changed else "approved"
    if row.pack is None:
        return "several editions" if row.choices else "no edition"
    if filled and filled.edition != row.pack.edition:
        return "older edition"
    if filled and filled.state == FilledForm.State.PREPARED and not row.changed:
        return "unchanged"
    return TO_FILL if row.has_blank else "no blank"
