"""The daily look through the deadlines of a firm with a million open ones.

Run inside a house: `build COUNT DUE` puts them there, without the events that setting each
would leave; `sweep` looks through them as the worker does, job by job, and prints the
seconds, how many were warned of, and how many MB the process grew from the first third on.
"""

from __future__ import annotations

import json
import os
import sys
import time
from datetime import date, datetime
from pathlib import Path
from typing import Any

OPEN, DUE, CASES = 1_000_000, 10_000, 1_000
DAY = date(2027, 3, 1)
SECONDS, GROWN_MB = 600.0, 20.0


def measure(house: Any, count: int = OPEN, due: int = DUE) -> list[dict[str, Any]]:
    """The records, of a house on PostgreSQL."""
    from bench.records import record

    house.synth(CASES)
    house.python("-m", "bench.sweep", "build", str(count), str(due))
    house.python("-m", "bench.tidy")
    taken, warned, grown = house.ask("-m", "bench.sweep", "sweep")
    if warned < due:
        raise RuntimeError(f"{warned} of {due} deadlines were warned of.")
    name = f"the sweep over {count:,} open deadlines: {warned:,} warned of and queued"
    return [
        record(name, taken, "s", wanted=SECONDS),
        record("memory grown over the sweep", grown, "MB", wanted=GROWN_MB),
    ]


_BUILD = """
WITH numbered AS (
    SELECT id, row_number() OVER (ORDER BY id) - 1 AS n, count(*) OVER () AS several
    FROM cases_case WHERE firm_id = %(firm)s AND closed_on IS NULL
)
INSERT INTO deadlines_deadline (
    id, firm_id, case_id, kind, title, due_on, because, texts, warn_on, proof,
    dropped_because, is_missed
)
SELECT gen_random_uuid(), %(firm)s, numbered.id, 'own', 'Call number ' || made.n,
    CASE WHEN made.n < %(due)s THEN %(day)s::date + 30
    ELSE %(day)s::date + 60 + (made.n %% 900) END,
    'So it was agreed.', '{}',
    CASE WHEN made.n < %(due)s THEN %(day)s::date
    ELSE %(day)s::date + 30 + (made.n %% 900) END,
    '', '', false
FROM generate_series(0, %(count)s - 1) AS made (n)
JOIN numbered ON numbered.n = made.n %% numbered.several
"""


def build(count: int, due: int) -> None:
    from django.db import connection

    from harborlight.firm.models import Firm
    from harborlight.firm.tenancy import inside

    firm = Firm.objects.get()
    said = {"firm": firm.pk, "day": DAY, "count": count, "due": due}
    with inside(firm), connection.cursor() as cursor:
        # What the synthetic firm has of its own is not what is measured.
        cursor.execute(
            "UPDATE deadlines_deadline SET warn_on = %(day)s::date + 900", said
        )
        cursor.execute(_BUILD, said)


def sweep() -> tuple[float, int, float]:
    """Seconds, deadlines warned of, MB grown since a third of it was done."""
    from zoneinfo import ZoneInfo

    from django.urls import reverse

    from harborlight.deadlines.jobs import sweep_deadlines
    from harborlight.deadlines.jobs.sweeping import BATCH
    from harborlight.deadlines.models import Deadline, Warning
    from harborlight.firm.actor import Actor
    from harborlight.firm.clock import standing_at
    from harborlight.firm.models import Firm, Job
    from harborlight.firm.tenancy import everywhere, inside
    from harborlight.firm.working import claim, run

    firm = Firm.objects.get()
    with everywhere("what the synthetic firm left to do is not measured"):
        Job.objects.all().delete()
    zone = ZoneInfo(firm.time_zone)
    # The first letter of a worker's life loads all addresses, and with them every page:
    # some 570 modules. That is no growth of the sweep.
    reverse("staff:warnings")
    with inside(firm):
        third = Deadline.objects.filter(warn_on__lte=DAY).count() / BATCH / 3
    jobs, early = 0, 0.0
    begun = time.perf_counter()
    with standing_at(datetime(DAY.year, DAY.month, DAY.day, 8, tzinfo=zone)):
        with inside(firm):
            sweep_deadlines(Actor.clock(firm), DAY)
        while several := claim():
            for job in several:
                run(job)
                jobs += 1
                early = early or (_held() if jobs >= third else 0.0)
        taken = time.perf_counter() - begun
        with inside(firm):
            warned = Warning.objects.values("deadline").distinct().count()
            assert not Deadline.objects.filter(warn_on__lte=DAY).exists()
            assert not Warning.objects.filter(mailed_at__isnull=True).exists()
    return taken, warned, _held() - early


def _held() -> float:
    """MB that this process holds now."""
    for line in Path("/proc/self/status").read_text().splitlines():
        if line.startswith("VmRSS"):
            return int(line.split()[1]) / 1000
    return 0.0


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "bench.settings")
    import django

    django.setup()
    match sys.argv[1:]:
        case ["build", count, due]:
            build(int(count), int(due))
        case _:
            print(json.dumps(sweep()))


if __name__ == "__main__":
    main()
