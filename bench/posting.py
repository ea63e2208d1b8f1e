"""Inside a house: `build FIRMS`, `product N SECONDS`, `bare N SECONDS`, `page ENTRIES`."""

from __future__ import annotations

import json
import os
import sys
import time
from collections.abc import Callable
from datetime import date
from typing import Any
from uuid import uuid4

CASES = 20
DAY = date(2026, 1, 5)
# The balance moves under the lock of its row, as the product's does.
BARE = (
    "SELECT set_config('app.firm', %(firm)s, true)",
    "SELECT cents FROM trust_account WHERE id = %(client)s FOR NO KEY UPDATE",
    "INSERT INTO trust_journal (id, firm_id, posted_at, \"on\", memo, words, key, "
    "takes_two) VALUES (%(journal)s, %(firm)s, now(), %(day)s, 'deposit', '{}', "
    "%(key)s, false)",
    "INSERT INTO trust_entry (id, firm_id, journal_id, account_id, cents, \"on\", "
    "posted_at) VALUES (gen_random_uuid(), %(firm)s, %(journal)s, %(client)s, -100, "
    "%(day)s, now()), (gen_random_uuid(), %(firm)s, %(journal)s, %(bank)s, 100, "
    "%(day)s, now())",
    "UPDATE trust_account SET cents = cents + 100 WHERE id = %(client)s",
    "UPDATE trust_account SET cents = cents + 100 WHERE id = %(bank)s",
)  # fmt: skip


def build(firms: int) -> None:
    """So many firms of a bookkeeper and a few cases, each with a client's account."""
    from harborlight.config.replay.scene import set_up
    from harborlight.trust.actions import deposit

    matters = {f"M{n}": f"Client {n}" for n in range(CASES)}
    from harborlight.firm.tenancy import inside

    for _n in range(firms):
        scene = set_up({"matters": matters})
        with inside(scene.firm):
            for name, case in scene.cases.items():
                deposit(scene.people["clerk"], case, person=scene.clients[name],
                        purpose="advance fee", cents=100, method="cash", on=DAY,
                        once=str(uuid4()))  # fmt: skip


def product(number: int, seconds: float) -> dict[str, Any]:
    """Deposits, one after the other, as the desk puts them down."""
    from harborlight.firm.tenancy import inside
    from harborlight.trust.actions import deposit

    firm, clerk, held = _known(number)
    cases = [(one.case, one.person) for one in held]

    def once(n: int) -> None:
        case, person = cases[n % len(cases)]
        with inside(firm):
            deposit(clerk, case, person=person, purpose="advance fee", cents=100,
                    method="cash", on=DAY, once=str(uuid4()))  # fmt: skip

    return _timed(once, seconds)


def bare(number: int, seconds: float) -> dict[str, Any]:
    """The same two entries with a lock and a running balance, and nothing else."""
    import psycopg

    from harborlight.trust.models import Account, Book

    firm, _clerk, held = _known(number)
    from harborlight.firm.tenancy import inside

    with inside(firm):
        bank = Account.objects.get(book=Book.TRUST_BANK).pk
    with psycopg.connect(os.environ["DATABASE_URL"]) as connection:

        def once(n: int) -> None:
            said = {
                "firm": str(firm.pk),
                "client": held[n % len(held)].pk,
                "bank": bank,
            }
            said |= {"journal": uuid4(), "key": str(uuid4()), "day": DAY}
            for statement in BARE:
                connection.execute(statement, said)
            connection.commit()

        return _timed(once, seconds)


def page(entries: int) -> float:
    """Milliseconds of what the books and one client's ledger ask, at so many entries."""
    from harborlight.firm.tenancy import inside
    from harborlight.trust.queries import books, ledger_page, three_way

    firm, clerk, held = _known(0)
    _fill(firm, held[0], entries)

    def once(n: int) -> None:
        with inside(firm):
            three_way(clerk), books(clerk)
            ledger_page(clerk, held[0], 1)

    once(0)
    return sorted(_timed(once, 3.0)["took"])[0]


def _fill(firm: Any, account: Any, entries: int) -> None:
    """Journals of two entries in one client's account, written by the database itself."""
    from django.db import connection

    from harborlight.firm.tenancy import inside
    from harborlight.trust.models import Account, Book, Entry

    with inside(firm):
        bank = Account.objects.get(book=Book.TRUST_BANK)
        more = max(0, entries - Entry.objects.count()) // 2
        with connection.cursor() as cursor:
            cursor.execute(
                _FILL, [more, firm.pk, firm.pk, account.pk, firm.pk, bank.pk]
            )
            for one in (account, bank):
                Account.objects.filter(pk=one.pk).update(cents=_sum(one))
        account.refresh_from_db()
    with connection.cursor() as cursor:
        cursor.execute(
            "ANALYZE" if os.environ.get("DATABASE_OWNER_URL") else "SELECT 1"
        )


def _sum(account: Any) -> int:
    from django.db.models import Sum

    from harborlight.trust.models import GROWS_WITH_DEBIT, Entry

    total = (
        Entry.objects.filter(account=account).aggregate(all=Sum("cents"))["all"] or 0
    )
    return total if account.book in GROWS_WITH_DEBIT else -total


_FILL = """
WITH made AS (
    SELECT gen_random_uuid() AS id, n FROM generate_series(1, %s) AS n
), journals AS (
    INSERT INTO trust_journal (id, firm_id, posted_at, "on", memo, words, key, takes_two)
    SELECT id, %s, now() - n * interval '1 second', date '2020-01-01' + (n %% 2000)::int,
        'deposit', '{}', id::text, false FROM made
    RETURNING id, posted_at, "on"
)
INSERT INTO trust_entry (id, firm_id, journal_id, account_id, cents, "on", posted_at)
SELECT gen_random_uuid(), %s, id, %s, -100, "on", posted_at FROM journals
UNION ALL
SELECT gen_random_uuid(), %s, id, %s, 100, "on", posted_at FROM journals
"""


def _known(number: int) -> tuple[Any, Any, list[Any]]:
    """One of the firms, its bookkeeper, and its clients' accounts."""
    from harborlight.config.replay.scene import _actor
    from harborlight.firm.models import Firm, Membership
    from harborlight.firm.tenancy import inside
    from harborlight.trust.models import Account, Book

    firm = Firm.objects.order_by("founded_at", "pk")[number]
    with inside(firm):
        clerk = _actor(Membership.objects.select_related("user", "firm").get(role="finance"))  # fmt: skip
        rows = Account.objects.filter(book=Book.CLIENT_TRUST)
        return firm, clerk, [*rows.select_related("case", "person").order_by("pk")]


def _timed(once: Callable[[int], None], seconds: float) -> dict[str, Any]:
    from django.db.utils import OperationalError

    took, wrong = [], 0
    begun = time.perf_counter()
    while time.perf_counter() - begun < seconds:
        at = time.perf_counter()
        try:
            once(len(took))
        except OperationalError:
            wrong += 1
        took.append((time.perf_counter() - at) * 1000)
    return {
        "rate": len(took) / (time.perf_counter() - begun),
        "took": took,
        "wrong": wrong,
    }


def main() -> None:
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "bench.settings")
    django.setup()
    what, *words = sys.argv[1:]
    if what == "build":
        build(int(words[0]))
    elif what == "page":
        print(json.dumps(page(int(words[0]))))
    else:
        way = {"product": product, "bare": bare}[what]
        print(json.dumps(way(int(words[0]), float(words[1]))))


if __name__ == "__main__":
    main()
