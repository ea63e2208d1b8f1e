"""How long two people are compared with everybody a firm knows: to be known, not judged.

Run inside a house; prints the milliseconds for the firms it is told, asked in turns.
One of the two is new to the firm, the other has the name of somebody it knows.
"""

from __future__ import annotations

import json
import os
import sys
import time
from datetime import date
from statistics import median
from typing import Any

TIMES, WARM = 20, 2
BORN = date(1990, 1, 1)


def measure(house: Any, few: str, many: str) -> list[dict[str, Any]]:
    """The record of the check. few, many: the names of two firms."""
    from bench.records import record

    least, most = house.ask("-m", "bench.conflicts", few, many)
    name = "conflict check of two people: p50 with all cases, beside 100"
    return [record(name, most, "ms", floor=least, wanted=None)]


def check(name: str) -> float:
    """The milliseconds of one check, written down as the product does."""
    from harborlight.firm.models import Firm, Membership
    from harborlight.firm.roles import Role
    from harborlight.firm.tenancy import inside
    from harborlight.people.conflicts import Asked
    from harborlight.people.models import Person
    from harborlight.workflow.actions import check_everybody
    from tests.cast import actor_of

    with inside(Firm.objects.get(name=name)):
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
    rounds = [[check(name) for name in sys.argv[1:]] for _ in range(WARM + TIMES)]
    print(json.dumps([median(taken) for taken in zip(*rounds[WARM:], strict=True)]))


if __name__ == "__main__":
    main()
