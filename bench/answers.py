"""Answers that are taken down in a minute, as one client after the other saves a screen.

Run inside a house; prints the rate. An answer is counted when it is kept: with its
history, its event, and how far its person is.
"""

from __future__ import annotations

import json
import logging
import os
import time
from collections.abc import Iterator
from itertools import cycle, islice
from typing import Any

# Answers a minute that each database must take.
WANTED = {"PostgreSQL": 2000, "SQLite": 500}
SCREENS, WARM, CLIENTS = 120, 5, 10
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

    return [
        record(
            f"answers a minute on {name}",
            house.ask("-m", "bench.answers"),
            "answers/min",
            wanted=WANTED[name],
            least=True,
        )
        for name, house in several.items()
    ]


def rate() -> float:
    """Answers a minute."""
    from harborlight.firm.models import Firm
    from harborlight.firm.tenancy import everywhere, inside

    with everywhere("the bench asks which firm it is in"):
        firm = Firm.objects.get()
    with inside(firm):
        screens = _screens()
        sum(islice(screens, WARM))
        begun = time.perf_counter()
        count = sum(islice(screens, SCREENS))
        return 60 * count / (time.perf_counter() - begun)


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
        yield answer(client, one, screen="", answers=said).new


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "harborlight.config.settings")
    import django

    django.setup()
    from harborlight.config.commands.migrate import need_walls

    need_walls()
    logging.disable(logging.WARNING)
    print(json.dumps(rate()))


if __name__ == "__main__":
    main()
