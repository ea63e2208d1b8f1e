"""Answers that are taken down in a minute, as one client after the other saves a screen.

Run inside a house; prints the rate. An answer is counted when it is kept: with its
history, its event, and how far its person is. "--paced 12": for so many seconds, at the
wanted pace, while somebody asks for pages.
"""

from __future__ import annotations

import json
import logging
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from itertools import cycle, islice
from statistics import median
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from bench.house import House
    from bench.pages import Page

# Answers a minute that each database must take.
WANTED = {"PostgreSQL": 2000, "SQLite": 500}
SCREENS, WARM, CLIENTS = 120, 5, 10
# Pages asked for alone and while answers come, in turns of so many seconds; how much
# longer they may take then, as beside uploads.
LOOKED, TURNS, PACED, SLOWER = ("client home", "case page"), 3, 12, 1.5
# What a screen asks, and what is told in turns, so that every answer is a new one.
SAID = {
    "birth.city": "San Salvador",
    "contact.phone_day": "+12135550100",
    "contact.phone_mobile": "+12135550101",
    "contact.email": "somebody@example.org",
    "name.middle": "Guadalupe",
    "mailing.city": "Austin",
}


def measure(several: dict[str, Any]) -> list[dict[str, Any]]:
    """The records of every house, by the name of its database."""
    from bench.records import record

    rates = [
        record(
            f"answers a minute on {name}",
            house.ask("-m", "bench.answers"),
            "answers/min",
            wanted=WANTED[name],
            least=True,
        )
        for name, house in several.items()
    ]
    return [*rates, *_beside(several["PostgreSQL"])]


def _beside(house: House) -> list[dict[str, Any]]:
    """Pages while 2,000 answers a minute come, in turns with pages alone."""
    from bench.pages import _pages
    from bench.records import record

    pages = {name: one for name, one in _pages(house).items() if name in LOOKED}
    alone: dict[str, list[float]] = {name: [] for name in pages}
    during: dict[str, list[float]] = {name: [] for name in pages}
    kept = []
    with house.open():
        for turn in range(TURNS + 1):
            quiet = _looked(pages, PACED / 2)
            told = _told(house)
            busy = _looked(pages, PACED / 2)
            kept.append(float(told.communicate(timeout=120)[0]))
            for name in pages if turn else ():
                alone[name] += quiet[name]
                during[name] += busy[name]
    least = WANTED["PostgreSQL"] * 0.95
    name = "answers a minute while pages are asked for"
    paced = record(name, median(kept[1:]), "answers/min", wanted=least, least=True)
    return [paced] + [
        record(
            f"{name} while answers come, p50",
            median(during[name]) * 1000,
            "ms",
            floor=median(alone[name]) * 1000,
            wanted=SLOWER,
        )
        for name in pages
    ]


def _told(house: House) -> subprocess.Popen[str]:
    """A process that saves answers at the wanted pace; returns when it has begun."""
    process = subprocess.Popen(
        [sys.executable, "-m", "bench.answers", "--paced", str(PACED)],
        env=house.environment,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None
    if process.stdout.readline().strip() != "begun":
        raise RuntimeError("Nobody answers.")
    return process


def _looked(pages: dict[str, Page], seconds: float) -> dict[str, list[float]]:
    """How long each page took, asked for one after the other."""
    taken: dict[str, list[float]] = {name: [] for name in pages}
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        for name, page in pages.items():
            with page.browser() as browser:
                page.get(browser)
                begun = time.perf_counter()
                page.get(browser)
                taken[name].append(time.perf_counter() - begun)
    return taken


def rate() -> float:
    """Answers a minute, one screen at once after the other."""
    screens = _screens()
    sum(islice(screens, WARM))
    begun = time.perf_counter()
    count = sum(islice(screens, SCREENS))
    return 60 * count / (time.perf_counter() - begun)


def paced(seconds: float) -> float:
    """Answers a minute that were kept, where no more are sent than are wanted."""
    screens, count = _screens(), 0
    sum(islice(screens, WARM))
    print("begun", flush=True)
    begun = time.perf_counter()
    while (taken := time.perf_counter() - begun) < seconds:
        due = WANTED["PostgreSQL"] * taken / 60
        if count > due:
            time.sleep(0.002)
        else:
            count += next(screens)
    return 60 * count / taken


def _screens() -> Iterator[int]:
    """Saves one screen after the other; how many answers of each were new."""
    from harborlight.firm.models import Membership
    from harborlight.questionnaires.actions import answer
    from harborlight.questionnaires.models import Sent
    from tests.cast import actor_of

    rows = Sent.objects.filter(state=Sent.State.OPEN, person__login__isnull=False)
    sent = [*rows.select_related("case", "person", "party", "questionnaire")[:CLIENTS]]
    if not sent:
        raise RuntimeError("Nobody in this office has questions to answer.")
    members = Membership.objects.select_related("user", "firm")
    clients = [actor_of(members.get(user=one.person.login_id)) for one in sent]
    for turn, (one, client) in enumerate(cycle([*zip(sent, clients, strict=True)])):
        said = {
            f"{one.party.part}.{name}": f"{value}{turn}" for name, value in SAID.items()
        }
        yield len(answer(client, one, screen="", answers=said).changed)


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "harborlight.config.settings")
    import django

    django.setup()
    from harborlight.config.commands.migrate import need_walls

    need_walls()
    logging.disable(logging.WARNING)
    from harborlight.firm.models import Firm
    from harborlight.firm.tenancy import everywhere, inside

    with everywhere("the bench asks which firm it is in"):
        firm = Firm.objects.get()
    with inside(firm):
        told = sys.argv[1:]
        print(json.dumps(paced(float(told[1])) if told else rate()))


if __name__ == "__main__":
    main()
