"""How long two people are compared with everybody a firm knows: to be known, not judged.

Run inside a house; prints the milliseconds of some checks. One of the two people is new
to the firm, the other has the name of somebody it knows.
"""

from __future__ import annotations

import json
import os
import time
from datetime import date
from statistics import median
from typing import Any

TIMES, WARM, ROUNDS = 7, 1, 3
BORN = date(1990, 1, 1)


def measure(few: Any, many: Any) -> list[dict[str, Any]]:
    """The record of the check, of two houses that are asked in turns."""
    from bench.records import record

    taken: tuple[list[float], list[float]] = ([], [])
    for _ in range(ROUNDS):
        for house, found in zip((few, many), taken, strict=True):
            found += house.ask("-m", "bench.conflicts")
    least, most = map(median, taken)
    name = "conflict check of two people: p50 with all cases, beside 100"
    return [record(name, most, "ms", floor=least, wanted=None)]


def check() -> float:
    """The milliseconds of one check, written down as the product does."""
    from harborlight.firm.models import Firm, Membership
    from harborlight.firm.roles import Role
    from harborlight.firm.tenancy import inside
    from harborlight.people.conflicts import Asked
    from harborlight.people.models import Person
    from harborlight.workflow.actions import check_everybody
    from tests.cast import actor_of

    with inside(Firm.objects.get()):
        lawyers = Membership.objects.filter(role=Role.ATTORNEY)
        actor = actor_of(lawyers.order_by("pk")[0])
        known = Person.objects.order_by("pk")[0]
        asked = [
            Asked("Ottoline Featherstonehaugh", BORN, "ottoline@example.org"),
            Asked(known.full_name, BORN),
        ]
        begun = time.perf_counter()
        check_everybody(actor, asked)
        return (time.perf_counter() - begun) * 1000


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "bench.settings")
    import django

    django.setup()
    print(json.dumps([check() for _ in range(WARM + TIMES)][WARM:]))


if __name__ == "__main__":
    main()
