"""The overview and the calendar of a firm of 100,000 cases, beside one of 1,000.

`fill NUMBER`, inside a house: so many open cases, each with its lead and two deadlines, a
hundred cases a lawyer; a third of the deadlines has a day of the firm's own before it, a
tenth an owner beside the lead, every tenth case a hearing. How they stand is written by the
product's own job. `pages`, inside a house: the addresses that are measured, by one of these
lawyers.
"""

from __future__ import annotations

import json
import os
import random
import sys
import time
from collections.abc import Iterator
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from bench.house import House
    from bench.records import Record

FEW, MANY = 1_000, 100_000
# A firm that is founded for it, with its playbooks and people.
FOUNDED, BATCH, EACH = 20, 5_000, 100
GROWTH, TURNS, WARM = 1.3, 120, 8
STAGES = ("intake", "preparing", "review", "signature", "filed", "pending")
PAGES = {
    "overview": "/staff/overview/",
    "overview, what is late": "/staff/overview/?level=late",
    "overview of a stage, oldest first": "/staff/overview/?stage=intake&order=age",
    "calendar, one's own": "/staff/deadlines/calendar/",
    "calendar of the firm": "/staff/deadlines/calendar/?who=all",
    "deadlines": "/staff/deadlines/",
    "deadlines, one's own": "/staff/deadlines/?show=mine",
}


def measure(few: House, many: House, *, cases: int = MANY) -> list[Record]:
    """The records of the pages of two houses, whose servers stand side by side."""
    from bench.records import record

    taken = {}
    for office, count in ((few, FEW), (many, cases)):
        office.synth(FOUNDED)
        taken[count] = office.ask("-m", "bench.docket", "fill", str(count))
        office.python("-m", "bench.tidy")
    name = f"how {cases} cases stand, written anew"
    records = [record(name, taken[cases], "s", wanted=None)]
    with few.open(), many.open():
        return [*records, *_growth(few, many, cases)]


def _growth(few: House, many: House, cases: int) -> Iterator[Record]:
    from statistics import median

    from bench.pages import Page
    from bench.records import record

    told = [office.ask("-m", "bench.docket", "pages") for office in (few, many)]
    for name, address in PAGES.items():
        both = [
            Page(office, address, one["cookie"], 0)
            for office, one in zip((few, many), told, strict=True)
        ]
        spent: tuple[list[float], list[float]] = ([], [])
        with both[0].browser() as one, both[1].browser() as other:
            for turn in range(TURNS + WARM):
                for found, browser, page in zip(spent, (one, other), both, strict=True):
                    begun = time.perf_counter()
                    page.get(browser)
                    if turn >= WARM:
                        found.append(time.perf_counter() - begun)
        least, most = (median(found) * 1000 for found in spent)
        shown = f"{name}: p50 with {cases} cases, beside {FEW}"
        yield record(shown, most, "ms", floor=least, wanted=GROWTH)


def fill(count: int) -> float:
    """The cases, and how they stand; the seconds that the job took for it."""
    from harborlight.docket.jobs import tend
    from harborlight.firm.actor import Actor
    from harborlight.firm.clock import today
    from harborlight.firm.models import Firm
    from harborlight.firm.tenancy import inside
    from harborlight.workflow.models import Playbook

    firm = Firm.objects.get()
    day = today(firm.time_zone)
    with inside(firm):
        playbook = Playbook.objects.filter(key="i130-spouse").latest("version")
        leads = _lawyers(firm, max(1, count // EACH))
        for start in range(0, count, BATCH):
            numbers = range(start, min(start + BATCH, count))
            _cases(firm, playbook, leads, numbers, day)
    begun = time.monotonic()
    with inside(firm):
        tend(Actor.clock(firm), day)
    return time.monotonic() - begun


def _lawyers(firm: Any, count: int) -> list[Any]:
    from harborlight.firm.clock import now
    from harborlight.firm.ids import new_id
    from harborlight.firm.models import Membership, User
    from harborlight.firm.roles import Role

    users = [
        User(email=f"lawyer{n}@bench.example", name=f"Lawyer {n}", password="!")
        for n in range(count)
    ]
    User.objects.bulk_create(users, batch_size=BATCH)
    about = {"firm": firm, "role": Role.ATTORNEY, "since": now()}
    parts = [Membership(user=one, human=new_id(), **about) for one in users]
    Membership.objects.bulk_create(parts, batch_size=BATCH)
    return users


def _cases(
    firm: Any, playbook: Any, leads: list[Any], numbers: range, day: date
) -> None:
    from harborlight.cases.models import Case, TeamMember
    from harborlight.deadlines.models import Appointment, Deadline
    from harborlight.firm.clock import now

    chance = random.Random(numbers.start)
    kind = {"kind": playbook.key, "kind_version": playbook.version}
    cases = [
        Case(
            firm=firm,
            number=f"B-{n:07}",
            title=f"Client {n}",
            stage=chance.choice(STAGES),
            opened_on=day - timedelta(days=chance.randrange(700)),
            lead=leads[n // EACH % len(leads)],
            **kind,
        )
        for n in numbers
    ]
    Case.objects.bulk_create(cases, batch_size=BATCH)
    team = [
        TeamMember(firm=firm, case=one, user=one.lead, part="attorney") for one in cases
    ]
    TeamMember.objects.bulk_create(team, batch_size=BATCH)
    due = [
        _deadline(one, day + timedelta(days=chance.randrange(-5, 60)), part, another)
        for n, one in zip(numbers, cases, strict=True)
        for another in (leads[(n // EACH + 1) % len(leads)],)
        for part in chance.sample(range(30), 2)
    ]
    Deadline.objects.bulk_create(due, batch_size=BATCH)
    hearings = [
        Appointment(
            firm=firm,
            case=one,
            kind="hearing",
            day=day + timedelta(days=chance.randrange(60)),
            time="09:00",
            zone="America/New_York",
            set_at=now(),
        )
        for one in cases[::10]
    ]
    Appointment.objects.bulk_create(hearings, batch_size=BATCH)


def _deadline(case: Any, due_on: date, chance: int, another: Any) -> Any:
    """One of a case's two. chance: from 0 to 29; another: who may answer for it."""
    from harborlight.deadlines.models import Deadline

    return Deadline(
        firm=case.firm,
        case=case,
        kind="own",
        title="Answer",
        because="So it is",
        due_on=due_on,
        inner_on=due_on - timedelta(days=7) if chance % 3 == 0 else None,
        owner=another if chance % 10 == 0 else None,
    )


def pages() -> dict[str, str]:
    """Who looks: the lawyer of the first hundred cases."""
    from bench.office import cookie_of, signed_in
    from harborlight.firm.models import User

    return {"cookie": cookie_of(signed_in(User.objects.get(name="Lawyer 0")))}


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "bench.settings")
    import django

    django.setup()
    match sys.argv[1:]:
        case ["fill", count]:
            print(json.dumps(fill(int(count))))
        case _:
            print(json.dumps(pages()))


if __name__ == "__main__":
    main()
