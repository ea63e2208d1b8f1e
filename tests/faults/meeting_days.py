"""Two workers at one day of an automation."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from harborlight.automation.actions import begin_automation, publish_automation
from harborlight.automation.jobs import run_on_days
from harborlight.automation.models import Firing
from harborlight.automation.rule import Rule, Then, When
from harborlight.firm.actor import Actor
from harborlight.firm.clock import today
from tests.faults.dying import done
from tests.faults.met import happened, meet
from tests.faults.playing import behind_a_door, firm, who

WORDS = {"en": "A day in the first stage.", "es": "Un día en la primera etapa."}


def both_act_on_a_day() -> None:
    done(_one_is_on)

    def worker() -> Callable[[], Any]:
        clock = Actor.clock(firm())
        day = today(clock.firm.time_zone) + timedelta(days=1)
        return lambda: run_on_days(clock, day)

    meet(
        "two workers act on one day",
        [worker, worker],
        lambda: [Firing.objects.count(), happened("automation.fired")],
    )


@behind_a_door
def _one_is_on() -> None:
    rule = Rule(
        when=When("stage", stage="intake", days=1),
        thens=(Then("notice", role="attorney", words=WORDS),),
    )
    made = begin_automation(who("Pat"), name="A day", rule=rule)
    publish_automation(who("Pat"), made, seen=made.changes)
