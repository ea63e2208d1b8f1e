"""Eight processes write at once: python -m tests.faults.writers.

Prints how long each write took (milliseconds) and what went wrong.
"""

from __future__ import annotations

import json
import statistics
import time
from typing import Any

from harborlight.people.actions import change_person
from harborlight.people.models import Person
from tests.browser.found import main as found_the_firm
from tests.faults.dying import at_once, done
from tests.faults.opened import check, open_the_case
from tests.faults.playing import behind_a_door, who

WRITERS, WRITES = 8, 40


def writer(number: int) -> list[float]:
    """A correction of a card, again and again: an action with its event."""
    took = []
    for n in range(WRITES):
        began = time.perf_counter()
        write(number, n)
        took.append((time.perf_counter() - began) * 1000)
    return took


@behind_a_door
def write(number: int, n: int) -> None:
    person = Person.objects.order_by("pk")[number % 2]
    change_person(who("Ada"), person, phone=f"+1213555{number}{n:03}")


def main() -> None:
    done(found_the_firm)
    given = done(behind_a_door(check))
    done(behind_a_door(lambda: open_the_case(given)))
    alone = sorted(done(lambda: writer(0)))
    ends = at_once(
        [lambda n=n: lambda: writer(n) for n in range(WRITERS)], hold_seconds=0
    )
    took = sorted(ms for end in ends for ms in end.value or [])
    told: dict[str, Any] = {
        "writes": len(took),
        "wrong": [end.trace for end in ends if end.raised],
        "alone p50": statistics.median(alone),
        "p50": statistics.median(took),
        "p95": took[int(len(took) * 0.95)],
        "longest": took[-1],
    }
    print(json.dumps(told))


if __name__ == "__main__":
    main()
