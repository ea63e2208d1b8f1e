"""Six tills at once, each doing whatever comes: python -m tests.faults.tills.

Money is asked for, agreed to, paid, reversed and given back in the same case at the
same moments. Prints how often each ended how, and what is wrong with the books.
"""

from __future__ import annotations

import json
import random
from collections import Counter
from typing import Any

from harborlight.billing.actions import (
    AlreadyIssued,
    AlreadyReceived,
    NotWaiting,
)
from harborlight.billing.models import Withdrawal
from harborlight.billing.tests.test_money_at_random import (
    DEEDS,
    REFUSALS,
    Office,
    all_is_right,
)
from harborlight.firm.acting import Refused
from harborlight.people.models import Person
from harborlight.trust.models import Journal
from tests.browser.found import main as found_the_firm
from tests.faults import deeds
from tests.faults.dying import at_once, done
from tests.faults.playing import behind_a_door, case, who

TILLS, EACH = 6, 30
ASKED = 12
# Somebody else was quicker.
LATE = (AlreadyIssued, AlreadyReceived, NotWaiting, Refused)


def office(tag: str) -> Office:
    ada, ben, pat, maria = map(who, ("Ada", "Ben", "Pat", "María"))
    payer = Person.objects.get(login=maria.user_id)
    return Office(ada, ben, pat, maria, case(), payer, tag)


def till(number: int) -> dict[str, int]:
    """A person who does one thing after another, each behind a door of its own."""
    dice, ends = random.Random(number), Counter[str]()
    for n in range(EACH):
        deed = dice.choice(DEEDS)
        ends[
            step(f"{number} {n} ", deed, dice.randrange(8), dice.randint(1, 3000))
        ] += 1
    return dict(ends)


@behind_a_door
def step(tag: str, deed: str, which: int, cents: int) -> str:
    try:
        office(tag).do(deed, which, cents)
    except (*REFUSALS, *LATE) as refusal:
        return type(refusal).__name__
    return "done"


def play(name: str) -> None:
    deed = next(deed for deed in deeds.DEEDS if deed.name == name)
    given = done(behind_a_door(deed.prepare))
    done(behind_a_door(lambda: deed.act(given)))


def something_to_agree_to() -> None:
    """Money in trust and a dozen who ask for some: whatever the dice say, one is agreed to."""
    first = [("bill", 2, 2_000), ("hand", 0, 4_000)] + [("refund", 0, 50)] * ASKED
    for n, (deed, which, cents) in enumerate(first):
        assert step(f"first {n} ", deed, which, cents) == "done", deed


@behind_a_door
def afterwards() -> dict[str, Any]:
    all_is_right(who("Pat"))
    approved = Withdrawal.objects.filter(state="approved")
    return {"approved": approved.count(), "journals": Journal.objects.count()}


def main() -> None:
    done(found_the_firm)
    play("open a case")
    play("accept an invitation")
    done(something_to_agree_to)
    ends = at_once([lambda n=n: lambda: till(n) for n in range(TILLS)], hold_seconds=0)
    together = Counter[str]()
    for end in ends:
        together.update(end.value or {})
    told = {"wrong": [end.trace for end in ends if end.raised], "ends": dict(together)}
    print(json.dumps(told | done(afterwards)))


if __name__ == "__main__":
    main()
