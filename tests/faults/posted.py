"""The ledger under eight writers, and under kill -9: python -m tests.faults.posted WHAT.

`writers STEPS`: eight processes take so many random steps in three cases of two clients.
`killed`: a deposit and a payment out of trust, killed at every step of them.
Prints what went wrong (nothing), and how it ended.
"""

from __future__ import annotations

import json
import random
import sys
from collections import Counter
from collections.abc import Callable
from functools import partial
from typing import Any

from django.db import transaction

from harborlight.billing.models import Invoice, Withdrawal
from harborlight.config.replay.operations import perform
from harborlight.config.replay.scene import Scene, set_up
from harborlight.config.replay.telling import balances, rule_of
from harborlight.firm.tenancy import inside
from harborlight.trust.models import Account, Book, Deposit, Entry, Journal
from harborlight.trust.queries import misstated, unbalanced
from tests.faults.dying import at_once, child, done

WRITERS = 8
MATTERS = {"A": "Adams", "B": "Brown", "A2": "Adams"}
DEEDS = (
    "deposit", "deposit", "check", "clear", "invoice", "earned", "earned", "fee", "fee",
    "refund", "move", "hold", "release", "house", "ask", "decide",
)  # fmt: skip


def writer(scene: Scene, seed: int, steps: int) -> Counter[str]:
    """Random steps of one process; each is a transaction of its own."""
    dice, ends = random.Random(seed), Counter[str]()
    for n in range(steps):
        said = a_step(scene, dice, f"{seed} {n}")
        try:
            with inside(scene.firm), transaction.atomic():
                perform(scene, said, n)
            ends["allowed"] += 1
        except Exception as why:
            rule = rule_of(why)
            if not rule:
                raise
            ends[rule] += 1
    return ends


def a_step(scene: Scene, dice: random.Random, key: str) -> dict[str, Any]:
    """Something that somebody might do next. What it names is looked up by its own keys."""
    deed, matter = dice.choice(DEEDS), dice.choice([*MATTERS])
    said = {"matter": matter, "cents": dice.randint(1, 5_000), "key": key}
    known = {
        "clear": scene.deposits, "release": scene.holds, "decide": scene.asked,
        "earned": scene.invoices,
    }.get(deed)  # fmt: skip
    if known is not None and not known:
        deed = "deposit"
    one = dice.choice([*known]) if known else ""
    return said | {
        "deposit": {"op": "deposit", "method": "wire"},
        "check": {"op": "deposit", "method": "check 1"},
        "clear": {"op": "clear", "deposit": one},
        "invoice": {"op": "invoice"},
        "earned": {"op": "pay out", "purpose": "earned", "invoice": one},
        "fee": {"op": "pay out", "purpose": "government fee", "payee": "USCIS"},
        "refund": {"op": "pay out", "purpose": "refund"},
        "move": {"op": "pay out", "purpose": "other case", "to_matter": dice.choice([*MATTERS]),
                 "payee": "Letter"},
        "hold": {"op": "hold", "kind": "lien"},
        "release": {"op": "release", "hold": one},
        "house": {"op": "house", "kind": dice.choice(["bank charge", "own money", "interest"])},
        "ask": {"op": "ask", "purpose": "refund"},
        "decide": {"op": dice.choice(["approve", "decline"]), "asked": one},
    }[deed]  # fmt: skip


def wrong_with(scene: Scene) -> list[str]:
    """What of T1 to T8 does not hold, and what a replay of all entries says otherwise."""
    clerk, found = scene.people["clerk"], []
    found += [f"T1 {one}" for one in unbalanced(clerk)]
    found += [f"stored {one}" for one in misstated(clerk)]
    if not balances(scene).agree:
        found.append("T5 the bank and the ledgers")
    entries = [*Entry.objects.select_related("account", "journal")]
    for order in ("posted_at", "on"):
        # Of one moment or day, what comes in counts first.
        entries.sort(key=lambda one: (getattr(one, order), one.cents))
        there: Counter[Any] = Counter()
        for one in entries:
            there[one.account_id] -= one.cents
            if one.account.book == Book.CLIENT_TRUST and there[one.account_id] < 0:
                found.append(f"T2 by {order}: {one.account_id}")
    for account in Account.objects.filter(book=Book.CLIENT_TRUST):
        waits = Deposit.objects.filter(account=account, state="waits")
        asked = Withdrawal.objects.filter(account=account, state="asked")
        if account.uncleared_cents != sum(one.cents for one in waits):
            found.append("T3 what has not cleared")
        if account.reserved_cents != sum(one.trust_cents for one in asked):
            found.append("T3 what is asked for")
    found += [f"T8 {one}" for one in Invoice.objects.all() if one.owed_cents < 0]
    return found


def opened(scene: Scene, seed: int, steps: int) -> Callable[[], Callable[[], Any]]:
    """A writer who has nothing to look up before acting."""
    return lambda: partial(writer, scene, seed, steps)


def writers(steps: int) -> dict[str, Any]:
    scene = done(lambda: set_up({"matters": MATTERS}))
    each = -(-steps // WRITERS)
    deeds = [opened(scene, n, each) for n in range(WRITERS)]
    ends = at_once(deeds, hold_seconds=0)

    def look() -> tuple[list[str], int]:
        with inside(scene.firm):
            return wrong_with(scene), Journal.objects.count()

    wrong, journals = done(look)
    told = sum((end.value for end in ends if end.value), Counter())
    traces = [end.trace for end in ends if end.raised]
    return {"wrong": wrong + traces, "journals": journals, "ends": told}


def killed() -> dict[str, Any]:
    """Each step of each deed, once: afterwards all of it is there or nothing."""
    scene = done(lambda: set_up({"matters": MATTERS}))
    first = {
        "op": "deposit",
        "matter": "A",
        "cents": 10_000,
        "method": "wire",
        "key": "0",
    }
    done(lambda: played(scene, first))
    deaths, wrong = 0, []
    for what in ("deposit", "pay out"):
        for step in range(1, 200):
            said = {"op": what, "matter": "A", "cents": 10, "method": "check 1",
                    "payee": "USCIS", "purpose": "government fee", "key": f"{what} {step}"}  # fmt: skip
            if what == "deposit":
                said["purpose"] = "advance fee"
            act = partial(played, scene, said)
            if not child(act, dies_at=step).killed:
                break
            deaths += 1
            # Whoever comes back presses again: it is done once.
            done(act)
            wrong += done(lambda: look_once(scene))
    return {"deaths": deaths, "wrong": wrong}


def played(scene: Scene, said: dict[str, Any]) -> None:
    """As a page does it; that it was done before is an answer."""
    try:
        with inside(scene.firm), transaction.atomic():
            perform(scene, said, 0)
    except Exception as why:
        if rule_of(why) != "T8":
            raise


def look_once(scene: Scene) -> list[str]:
    with inside(scene.firm):
        twice = Counter(Journal.objects.values_list("key", flat=True))
        asked = Counter(Withdrawal.objects.values_list("once", flat=True))
        several = [key for key, n in (twice + asked).items() if n > 1]
        return wrong_with(scene) + several


if __name__ == "__main__":
    print(
        json.dumps(killed() if sys.argv[1] == "killed" else writers(int(sys.argv[2])))
    )
