"""What the pages about agencies gather."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from harborlight.agency.allowed import can_be_asked
from harborlight.agency.bulk import Line as BulkLine
from harborlight.agency.jobs.comparing import stands
from harborlight.agency.models import Bulletin, Chart, Line, PriorityDate, Times
from harborlight.agency.queries import (
    confirmed_before,
    followed,
    line_of,
    no_news_of,
    not_checked,
    open_moves,
    priorities_of,
    seen_lately,
    to_tell,
    unknown,
)
from harborlight.cases.models import Case
from harborlight.cases.queries import parties
from harborlight.documents.models import Version
from harborlight.documents.reading import pages_of
from harborlight.firm.actor import Actor
from harborlight.firm.clock import now, today
from harborlight.firm.doors import Request
from harborlight.firm.tenancy import NotFound
from harborlight.firm.vault.case_fields import open_together
from harborlight.firm.words import in_words
from harborlight.law.agency import house, meaning_of_notice, meanings
from harborlight.law.bulletin import areas, categories, movement
from harborlight.papers.notices import read_notice
from harborlight.people.models import Person
from harborlight.staff.counting import notice_for
from harborlight.staff.stretch import stretch

# So long unchecked, and the page says so.
STALE = timedelta(days=30)
# So long its page waits by itself for what the service says.
WAITS = timedelta(minutes=2)


@dataclass(frozen=True)
class Told:
    """What a notice of the case says, as far as it could be read."""

    paper: Version
    means: str
    on: str
    number: str

    @property
    def called(self) -> str:
        found = meanings().get(self.means)
        return in_words(found.label) if found else ""


@dataclass(frozen=True)
class Place:
    """A priority date, and how it stands by the newest confirmed month: True, False or
    None (the chart does not say) by chart."""

    row: PriorityDate
    final: bool | None
    filing: bool | None


@dataclass(frozen=True)
class Cell:
    """A cell of the bulletin, and how it moved since the month before."""

    text: str
    day: date | None
    kind: str
    days: int


def notice_of(request: Request, case: Case) -> Told | None:
    """What the paper that led to this page says, where one did."""
    paper = notice_for(request, case)
    notice = read_notice(pages_of(request.actor, paper)) if paper else None
    if paper is None or notice is None:
        return None
    on = notice.get("noticed_on")
    means = meaning_of_notice(notice.kind)
    return Told(paper, means, on, notice.get("receipt_number"))


def about_case(request: Request, case: Case) -> dict[str, Any]:
    """What the page of a case tells of the agencies."""
    actor = request.actor
    rows, line, moment = followed(actor, case), line_of(actor), now()
    asked = {one.row.pk for one in rows if can_be_asked(line, case, one.row)}
    return {
        "case": case,
        "tab": "case",
        "told": notice_of(request, case),
        "open": [one for one in rows if one.row.is_open],
        "over": [one for one in rows if not one.row.is_open],
        "stale": moment - STALE,
        "askable": asked,
        "being_asked": {
            one.row.pk
            for one in rows
            if one.row.pk in asked and _is_due(one.row.ask_at, moment)
        },
        "places": places_of(actor, case),
        "month": confirmed_before(actor),
        "letters": [*no_news_of(actor, case)],
        "line": line,
    }


def _is_due(ask_at: datetime | None, moment: datetime) -> bool:
    """Whether the service is about to be asked; not where nobody came to it for long."""
    return ask_at is not None and moment - WAITS < ask_at <= moment


def places_of(actor: Actor, case: Case) -> list[Place]:
    rows = [*priorities_of(actor, case)]
    month = confirmed_before(actor) if rows else None
    return [_place(row, month) for row in rows]


def _place(row: PriorityDate, month: Bulletin | None) -> Place:
    if month is None:
        return Place(row, None, None)
    said = {chart: stands(month, row, chart) for chart in Chart.values}
    return Place(row, said["final"], said["filing"])


def people_of(actor: Actor, case: Case) -> list[tuple[str, str]]:
    """Those of the case: (key, name)."""
    return [(str(one.person_id), one.person.full_name) for one in parties(actor, case)]


def person_of(actor: Actor, case: Case, key: str) -> Person:
    """The person of this key among them; NotFound if there is none."""
    for one in parties(actor, case):
        if str(one.person_id) == key:
            return one.person
    raise NotFound


def about_desk(request: Request) -> dict[str, Any]:
    """What changed at the agencies, and what waits for somebody."""
    actor = request.actor
    page = stretch(seen_lately(actor), request.GET.get("page"), size=50)
    waiting, strange = [*to_tell(actor)[:50]], [*unknown(actor)[:50]]
    cases: Sequence[UUID] = [one.case_id for one in (*page.rows, *waiting, *strange)]
    open_together(actor.firm, cases)
    return {
        "page": page,
        "to_tell": waiting,
        "unknown": strange,
        "not_checked": [*not_checked(actor)[:50]],
        "moves": [*open_moves(actor)[:50]],
        "line": line_of(actor),
    }


def about_line(line: Line | None) -> dict[str, Any]:
    """How the access to the service stands, for its page."""
    return {"line": line, "door": house(line.door if line else "sandbox")}


def begun_line(line: Line | None) -> dict[str, Any]:
    """What stands in the form of the access at first."""
    if line is None:
        usual = house("sandbox")
        return {
            "door": "sandbox",
            "per_second": usual.per_second,
            "per_day": usual.per_day,
        }
    return {
        name: getattr(line, name) for name in ("is_on", "door", "per_second", "per_day")
    }


def tables_of(bulletin: Bulletin, before: Bulletin | None) -> list[dict[str, Any]]:
    """The charts of a month as a page shows them, with what moved since the one before."""
    return [
        _table(chart, getattr(bulletin, chart), getattr(before, chart, {}) or {})
        for chart in Chart.values
    ]


def _table(
    chart: str, said: dict[str, dict[str, str]], was: dict[str, dict[str, str]]
) -> dict[str, Any]:
    named = {area for row in said.values() for area in row}
    columns = [(key, label) for key, label in areas().items() if key in named]
    rows = [
        (in_words(label), [_cell(said[key], was.get(key, {}), a) for a, _l in columns])
        for key, label in categories().items()
        if key in said
    ]
    heads = [in_words(label) for _key, label in columns]
    return {"id": chart, "title": Chart(chart).label, "heads": heads, "rows": rows}


def _cell(now: dict[str, str], was: dict[str, str], area: str) -> Cell:
    text = now.get(area, "")
    moved = movement(was.get(area, ""), text)
    day = date.fromisoformat(text) if len(text) > 1 else None
    return Cell(text, day, moved.kind, moved.days)


@dataclass(frozen=True)
class Took:
    """The times of a form at an office: the newest, and the range of all that is kept."""

    newest: Times
    rows: Sequence[Times]

    @property
    def low(self) -> float:
        return self.newest.low / 10

    @property
    def high(self) -> float:
        return self.newest.high / 10

    @property
    def least(self) -> float:
        return min(one.high for one in self.rows) / 10

    @property
    def most(self) -> float:
        return max(one.high for one in self.rows) / 10

    @property
    def older(self) -> list[tuple[Times, float, float]]:
        return [(one, one.low / 10, one.high / 10) for one in self.rows[1:]]


def took(rows: Sequence[Times]) -> list[Took]:
    found: dict[tuple[str, str], list[Times]] = {}
    for row in rows:
        found.setdefault((row.form, row.office), []).append(row)
    return [Took(several[0], several) for several in found.values()]


def takable(lines: Sequence[BulkLine]) -> list[BulkLine]:
    """The lines of which nothing is wrong."""
    return [one for one in lines if not one.wrong]


def day_of(request: Request) -> date:
    return today(request.actor.firm.time_zone)
