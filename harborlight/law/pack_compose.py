"""From a pack and the facts of a case to the values of the form's boxes."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from functools import partial

from harborlight.law.pack_additional import Placed, placed
from harborlight.law.pack_blocks import called
from harborlight.law.pack_conditions import UNKNOWN, Condition, holds
from harborlight.law.pack_dates import is_in_part, must_be_whole
from harborlight.law.pack_facts import CaseFacts, Facts
from harborlight.law.pack_formats import LISTED, NOT_KNOWN, CannotBeWritten
from harborlight.law.pack_tell import told_entry
from harborlight.law.pack_types import (
    Choice,
    Composed,
    Continued,
    LeftOut,
    ListView,
    Measure,
    Missing,
    More,
    Pack,
    Place,
    Problem,
    Signature,
    TextBox,
)
from harborlight.law.pack_values import Told, answer, told


class NoSuchClient(ValueError):
    """The pack's form is filed for one client, who is one of those it names."""


@dataclass
class _Draft:
    """The form while it is being composed."""

    case: CaseFacts
    measure: Measure
    values: dict[str, str | bool] = field(default_factory=dict)
    used: dict[str, tuple[str, ...]] = field(default_factory=dict)
    missing: dict[str, Missing] = field(default_factory=dict)
    extra: list[Continued] = field(default_factory=list)
    extra_used: dict[Place, tuple[str, ...]] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    def misses(self, place: Place, lacking: tuple[str, ...]) -> None:
        """Note an answer that is required; each fact once, where it is asked first."""
        path = lacking[0]
        first = self.missing.setdefault(
            path, Missing(place, path, path.partition(".")[0])
        )
        if place != first.place and place not in first.also:
            self.missing[path] = replace(first, also=(*first.also, place))

    def doubts(self, place: Place, row: TextBox | Choice) -> None:
        """Note what must be answered to know whether a required box is to be filled."""
        if row.required is not False and (asks := self.case.undecided(row.when)):
            self.misses(place, asks)

    def adds(self, place: Place, text: str, used: tuple[str, ...]) -> None:
        """Note words for the additional-information part."""
        self.extra.append(Continued(place, text))
        self.extra_used[place] = (*self.extra_used.get(place, ()), *used)


def compose(
    pack: Pack, facts: Facts, measure: Measure, *, on: date, client: str = ""
) -> Composed:
    """The values of the pack's boxes from the facts of a case.

    `facts` is subject -> nested facts: "petitioner", "beneficiary" and "case" as the
    fact catalogue describes them, "attorney" and "firm" from the firm's settings; groups
    are lists of mappings; every value is a string. `on` is the day from which the form's
    five years are counted. `client` says for whom a form like the G-28 is made
    (NoSuchClient when the pack needs one and it is not of the pack's list).
    """
    if pack.clients and client not in pack.clients:
        raise NoSuchClient(f"{pack.form} is made for one of {', '.join(pack.clients)}")
    draft = _Draft(CaseFacts(pack, facts, on, client), measure)
    for text in pack.texts:
        _guarded(draft, text.place, partial(_write, draft, text))
    for choice in pack.choices:
        _guarded(draft, choice.place, partial(_tick, draft, choice))
    for more in pack.more:
        _guarded(draft, more.place, partial(_add, draft, more))
    left_out = _not_told(draft, tuple(_tell_lists(draft)))
    draft.problems.extend(_reminders(draft))
    for signature in pack.signatures:
        if asks := draft.case.undecided(signature.when):
            draft.misses(signature.place, asks)
    return _finished(draft, placed(pack, tuple(draft.extra), measure), left_out)


def _finished(draft: _Draft, extra: Placed, left_out: tuple[LeftOut, ...]) -> Composed:
    pack = draft.case.pack
    signed = [one for one in pack.signatures if not _is_spared(one, draft)]
    used = {box: draft.extra_used.get(place, ()) for box, place in extra.boxes.items()}
    return Composed(
        values={**draft.values, **extra.values},
        used={**draft.used, **used},
        missing=tuple(draft.missing.values()),
        additional=extra.shown,
        continued=extra.continued,
        left_out=left_out,
        problems=tuple(draft.problems),
        signatures=tuple(signed),
        # Where one signs for another, nobody is spared.
        spared=tuple(
            one
            for one in pack.signatures
            if one not in signed and one.box not in {other.box for other in signed}
        ),
    )


def _is_spared(one: Signature, draft: _Draft) -> bool:
    """Whether this signature surely is not needed: what nobody answered spares nobody."""
    case = draft.case
    return not holds(one.when, case.read) and not case.undecided(one.when)


def _guarded(draft: _Draft, place: Place, work: Callable[[], None]) -> None:
    """Do one row; a fact in a shape it must not have is a problem, not a crash."""
    try:
        work()
    except CannotBeWritten as error:
        draft.problems.append(Problem("cannot_be_written", place, str(error)))


def _add(draft: _Draft, row: More) -> None:
    if not holds(row.when, draft.case.read):
        return
    one = told(row.value, draft.case)
    if one.text:
        draft.adds(row.place, one.text, one.used)
    elif one.lacking and _required(row.required, draft.case):
        draft.misses(row.place, one.lacking)


def _write(draft: _Draft, row: TextBox) -> None:
    case = draft.case
    if row.na and holds(row.na, case.read):
        draft.values[row.box] = "N/A"
        return
    if not holds(row.when, case.read):
        draft.doubts(row.place, row)
        return
    one = told(row.value, case)
    text = row.none if one.is_none else one.text
    if text == NOT_KNOWN and row.value.form in LISTED:
        draft.problems.append(Problem("answer_unknown", row.place, UNKNOWN))
    elif text and _lacks_its_day(draft, row, text, one):
        draft.problems.append(Problem("date_not_whole", row.place, text))
        draft.misses(row.place, one.used)
    elif text:
        draft.values[row.box] = _fitted(draft, row, text, one)
        draft.used[row.box] = one.used
    elif one.lacking and _is_missed(draft, row, one):
        draft.misses(row.place, one.lacking)


def _lacks_its_day(draft: _Draft, row: TextBox, text: str, one: Told) -> bool:
    """Whether only a part is known of a date that the form cannot do without."""
    if row.value.form != "date" or not is_in_part(text) or row.partial:
        return False
    if row.partial is False:
        return True
    return must_be_whole(one.used) and _required(row.required, draft.case)


def _fitted(draft: _Draft, row: TextBox, text: str, one: Told) -> str:
    """What the box can show; the whole text goes to the additional information."""
    if row.fixed or draft.measure.fits(row.box, text):
        return text
    said = f"{row.label}: {text}" if row.label else text
    draft.adds(row.place, said, one.used)
    if not row.whole:
        return draft.measure.divide(row.box, text)[0]
    see = f"See {called(draft.case.pack.additional_part)}"
    return see if draft.measure.fits(row.box, see) else ""


def _tick(draft: _Draft, row: Choice) -> None:
    case = draft.case
    chosen: tuple[str, ...] = ()
    if holds(row.when, case.read):
        one = answer(row.value, case)
        given = one.text or ""
        chosen = tuple(given.split()) if row.several else (given,) if given else ()
        _note_choice(draft, row, one, chosen)
    else:
        draft.doubts(row.place, row)
    for choice, box in row.boxes.items():
        draft.values[box] = choice in chosen


def _note_choice(
    draft: _Draft, row: Choice, one: Told, chosen: tuple[str, ...]
) -> None:
    for given in chosen:
        if given in row.boxes:
            draft.used[row.boxes[given]] = one.used
        else:
            code = "answer_unknown" if given == UNKNOWN else "no_such_choice"
            draft.problems.append(Problem(code, row.place, given))
    if not chosen and one.lacking and _is_missed(draft, row, one):
        draft.misses(row.place, one.lacking)


def _is_missed(draft: _Draft, row: TextBox | Choice, one: Told) -> bool:
    """Whether the box needs the answer, or hangs on one that another box needs."""
    return one.lacking[0] in draft.missing or _required(row.required, draft.case)


def _required(required: Condition | bool, case: CaseFacts) -> bool:
    if isinstance(required, bool):
        return required
    return holds(required, case.read)


def _tell_lists(draft: _Draft) -> Iterator[LeftOut]:
    """Tell the entries that have no slot; yield those that are too old to be asked."""
    for name, view in draft.case.pack.lists.items():
        arranged = draft.case.arranged(name)
        group = draft.case.find(view.group).path
        if view.more is not None:
            for number, listed in enumerate(arranged.shown[view.slots :], view.slots):
                called = f"{view.called} {number + view.numbered_from}".strip()
                path = f"{group}[{listed.index}]"
                case = draft.case.at(listed.entry or {}, path)
                tell = partial(_tell, draft, view, called, case)
                _guarded(draft, view.more, tell)
        for listed in arranged.left_out:
            years = f"it ended more than {view.within_years} years ago"
            earlier = "it ended before the day from which the form asks"
            yield LeftOut(f"{group}[{listed.index}]", earlier if view.since else years)
        _note_gap(draft, view, name)


def _tell(draft: _Draft, view: ListView, called: str, case: CaseFacts) -> None:
    if view.more is not None:
        draft.adds(view.more, *told_entry(view.tell, called, case))


def _not_told(draft: _Draft, old: tuple[LeftOut, ...]) -> tuple[LeftOut, ...]:
    """Without those that another item of the form asks for, however old they are."""
    used = [path for paths in draft.used.values() for path in paths]
    return tuple(
        one for one in old if not any(path.startswith(one.path) for path in used)
    )


def _note_gap(draft: _Draft, view: ListView, name: str) -> None:
    """A history without a current entry, where the form prints PRESENT."""
    shown = draft.case.arranged(name).shown
    if view.current_first and len(shown) > 1 and shown[0].entry is None and view.more:
        draft.problems.append(Problem("no_current_entry", view.more, view.group))


def _reminders(draft: _Draft) -> Iterator[Problem]:
    if draft.case.pack.filed_in:
        yield Problem("worksheet", Place(1, "", "1"))
    for reminder in draft.case.pack.reminders:
        if holds(reminder.when, draft.case.read):
            yield Problem(reminder.code, reminder.place)
