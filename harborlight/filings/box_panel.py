"""One box of a filled form: what stands in it, where that is from, what may be changed.

boxes = boxes_on(actor, filled, page=2)      # where each lies, to be pressed
panel = panel_of(actor, filled, box)         # of one of them
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from harborlight.facts.catalogue import Entry as Catalogued
from harborlight.facts.catalogue import NoSuchFact, catalogue, general
from harborlight.facts.models import OF_THE_CASE, Fact
from harborlight.filings.box_spots import behind, is_protected, pack_of_form
from harborlight.filings.models import FilledForm
from harborlight.filings.provenance import Then
from harborlight.filings.spots import Spot as AnswerSpot
from harborlight.filings.written import Box as Written
from harborlight.filings.written import boxes_in
from harborlight.firm.actor import Actor
from harborlight.law.pack_formats import answered
from harborlight.law.pack_typed import BoxOf, box_rows
from harborlight.law.pack_types import Choice, TextBox
from harborlight.papers.boxes import Box

APPEARS_FOR = "case.appearance_forms"


@dataclass(frozen=True)
class Rests:
    """An answer that a box rests on. of: the part of the party, or case, attorney, firm;
    then: as the form was filled; now: as it is today."""

    path: str
    of: str
    subject: UUID | None
    name: str
    entry: UUID | None
    then: Fact | None
    now: Fact | None
    catalogued: Catalogued | None

    @property
    def is_secret(self) -> bool:
        return self.catalogued is not None and self.catalogued.secret

    @property
    def is_changed(self) -> bool:
        before = self.then.value if self.then else ""
        return before != (self.now.value if self.now else "")

    @property
    def spot(self) -> AnswerSpot:
        """The same as findings tell it, with the page on which it is put right."""
        return AnswerSpot(
            item="",
            of=self.of,
            whose="",
            labels=self.labels,
            subject=self.subject,
            name=self.name.replace("[]", ""),
            entry=self.entry,
            group=self.catalogued.group if self.catalogued else "",
            path=self.path,
        )

    @property
    def labels(self) -> Mapping[str, str]:
        try:
            return catalogue().entry(general(self.path)).labels
        except NoSuchFact:
            return {"en": self.path}

    @property
    def is_ours(self) -> bool:
        """Whether it is an answer of the case, and not the firm's own details."""
        return self.catalogued is not None and self.subject is not None


@dataclass(frozen=True)
class Panel:
    """One box. drawn: how the blank has it; None where the blank is not here.

    is_secret: it is for a number that opens doors, or rests on one.
    """

    name: str
    item: str
    page: int
    known: BoxOf | None
    drawn: Box | None
    written: Written | None
    rests: Sequence[Rests]
    is_secret: bool = False

    @property
    def is_tick(self) -> bool:
        return self.drawn is not None and self.drawn.kind == "check"

    @property
    def value(self) -> str | bool:
        return self.written.value if self.written else ""

    @property
    def over(self) -> Mapping[str, str] | None:
        return self.written.over if self.written else None

    @property
    def typed_at(self) -> datetime | None:
        return datetime.fromisoformat(self.over["at"]) if self.over else None

    @property
    def is_changed(self) -> bool:
        """Whether an answer behind it is another one since the form was filled."""
        return any(one.is_changed for one in self.rests)

    @property
    def is_overtaken(self) -> bool:
        """Whether the answer changed after the box was typed over."""
        was = self.written is not None and self.written.is_overtaken
        return bool(self.over) and (was or self.is_changed)

    @property
    def may_be_typed(self) -> bool:
        """Whether it is a box for an answer: no line for ink, no barcode."""
        if self.known is None or self.drawn is None:
            return False
        if self.drawn.kind == "check":
            return len(self.drawn.on_values) == 1
        return self.drawn.kind in ("text", "choice")

    @property
    def one_answer(self) -> Rests | None:
        """The answer that it says, where it says just one."""
        row = self.known.row if self.known else None
        if row is None or row.value.kind not in ("fact", "first"):
            return None
        ours = [one for one in self.rests if one.is_ours]
        return ours[0] if len(ours) == len(self.rests) == 1 else None

    @property
    def why_empty(self) -> str:
        return self.known.why_empty if self.known else ""

    @property
    def label(self) -> str:
        row = self.known.row if self.known else None
        return row.label if isinstance(row, TextBox) else ""

    @property
    def as_answer(self) -> str:
        """What stands there, as an answer of the catalogue would be typed."""
        row = self.known.row if self.known else None
        if isinstance(row, Choice):
            return self.known.answer if self.known and self.value is True else ""
        if self.is_secret or not isinstance(self.value, str) or row is None:
            return ""
        words = row.value.words or {}
        back = {said: answer for answer, said in words.items()}
        if self.value in back:
            return back[self.value]
        return answered(row.value.form, self.value)


def panel_of(actor: Actor, filled: FilledForm, name: str) -> Panel | None:
    """One box of the form; None where the form has no such box."""
    found = behind(filled)
    written = {one.name: one for one in boxes_in(filled)}
    one = written.get(name)
    drawn = found[1].by_name.get(name) if found else None
    pack = found[0] if found else pack_of_form(filled)
    known = box_rows(pack).get(name) if pack else None
    if drawn is None and known is None:
        return None
    then = Then.of(actor, filled)
    paths = one.paths if one else _asked(known, filled.needed.client)
    # For which form the attorney appears is said by the plan of the filing.
    asked = [one for one in paths if not (filled.concerns and one == APPEARS_FOR)]
    rests = [_rests(path, then, filled) for path in dict.fromkeys(asked)]
    item = (str(known.place) if known else "") or name.rpartition(".")[2]
    page = drawn.page if drawn else known.place.page if known else 1
    hides = any(row.is_secret for row in rests)
    hides = hides or (pack is not None and is_protected(pack, known))
    return Panel(name, item, page, known, drawn, one, rests, hides)


def _asked(known: BoxOf | None, client: str) -> Sequence[str]:
    """Of an empty box, the one answer for which it waits, if its row names it outright."""
    row = known.row if known else None
    path = row.value.path if row and row.value.kind == "fact" else ""
    subject, _dot, rest = path.partition(".")
    path = f"{client}.{rest}" if subject == "client" else path
    return [path] if path and _catalogued(path) and "[" not in general(path) else []


def _rests(path: str, then: Then, filled: FilledForm) -> Rests:
    of = path.partition(".")[0]
    place = then.place(path)
    whose, name, entry = place or ("", "", None)
    subject = filled.case_id if whose == OF_THE_CASE else UUID(whose) if whose else None
    return Rests(
        path=path,
        of=of,
        subject=subject,
        name=name,
        entry=entry,
        then=then.facts.get(place) if place else None,
        now=then.now.get(place) if place else None,
        catalogued=_catalogued(path),
    )


def _catalogued(path: str) -> Catalogued | None:
    if path.partition(".")[0] in ("attorney", "firm"):
        return None
    try:
        return catalogue().entry(general(path))
    except NoSuchFact:
        return None
