"""2,000 events through 50 automations: every event meets two, of which one acts.

Run inside a house. The events are written as actions write them, over all the cases; then
the log is sealed and read to its end by every reader, once with all automations turned off
and once with them on. Prints the seconds of both.
"""

from __future__ import annotations

import json
import logging
import os
import time
from typing import Any

EVENTS, AUTOMATIONS = 2000, 50
MINUTE = 60.0


def measure(house: Any) -> list[dict[str, Any]]:
    """What is asked for: a minute's events within a minute. Beside it what they add."""
    from bench.records import record

    off, on = house.ask("-m", "bench.automations")
    name = f"{EVENTS} events read on through {AUTOMATIONS} automations"
    return [
        record(name, on, "s", wanted=MINUTE),
        record("the same beside none turned on", on, "s", floor=off, wanted=None),
    ]


def build(actor: Any) -> list[Any]:
    """Two for each of 25 kinds: one whose condition is not so, and one that acts."""
    from harborlight.automation.actions import begin_automation, publish_automation
    from harborlight.automation.rule import If, Rule, Then, When
    from harborlight.automation.vocabulary import TRIGGERS

    kinds = [kind for kind in TRIGGERS if kind.startswith(("document.", "form.", "filing.", "case."))][: AUTOMATIONS // 2]  # fmt: skip
    then = Then("notice", role="attorney", words={"en": "Look.", "es": "Mire."})
    never, always = If("language", "is", "xx"), If("sensitive", "is", "no")
    made = []
    for kind in kinds:
        for one in (never, always):
            rule = Rule(When("event", kind=kind), (one,), (then,))
            found = begin_automation(actor, name=f"{kind} {one.what}", rule=rule)
            publish_automation(actor, found, seen=0)
            made.append((found, kind))
    return made


def happen(actor: Any, kinds: list[str]) -> None:
    """So many events, over all cases and kinds, as actions write them."""
    from harborlight.cases.models import Case
    from harborlight.firm.acting import Happening, _begun, _record
    from harborlight.firm.events import KINDS

    cases = [*Case.objects.filter(closed_on__isnull=True).order_by("pk")[:200]]
    for number in range(EVENTS):
        case, kind = cases[number % len(cases)], KINDS[kinds[number % len(kinds)]]
        _record(actor, Happening(_begun(actor, kind), case))


def both() -> list[float]:
    from harborlight.automation.models import Automation
    from harborlight.firm.models import Firm, Membership
    from harborlight.firm.readers import keep_up_in
    from harborlight.firm.roles import Role
    from harborlight.firm.tenancy import inside
    from tests.cast import actor_of

    firm = Firm.objects.get()
    with inside(firm):
        members = Membership.objects.filter(until__isnull=True)
        partner, lawyer = (
            actor_of(members.filter(role=role).order_by("pk")[0])
            for role in (Role.PARTNER, Role.ATTORNEY)
        )
        made = build(partner)
        ids = [one.pk for one, _kind in made]
        kinds = sorted({kind for _one, kind in made})
    taken = []
    keep_up_in(firm)
    for is_on in (False, True):
        with inside(firm):
            Automation.objects.filter(pk__in=ids).update(is_on=is_on)
            happen(lawyer, kinds)
        begun = time.perf_counter()
        keep_up_in(firm)
        taken.append(time.perf_counter() - begun)
    return taken


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "bench.settings")
    import django

    django.setup()
    from harborlight.config.commands.migrate import need_walls

    need_walls()
    logging.disable(logging.WARNING)
    print(json.dumps(both()))


if __name__ == "__main__":
    main()
