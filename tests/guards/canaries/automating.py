"""What automations did in a case, what a program was told of it, and reminders."""

from __future__ import annotations

from datetime import date, timedelta

from harborlight.automation.actions import (
    add_hook,
    begin_automation,
    change_cadence,
    change_hours,
    publish_automation,
    say_reaching,
)
from harborlight.automation.actions.firing import Met, fire
from harborlight.automation.cadence import DEFAULTS
from harborlight.automation.models import Automation, Hold, Hook, OwnReminder, Reminder
from harborlight.automation.rule import Rule, Then, When
from harborlight.firm.actor import Actor
from harborlight.firm.clock import now
from harborlight.firm.ids import new_id
from tests.whole_case import Begun

WORDS = {"en": "Look", "es": "Mire"}


def automated(begun: Begun, pat: Actor, ada: Actor) -> None:
    """One automation of the firm acted in this case, and told a program of it."""
    case, clock = begun.case, Actor.clock(begun.case.firm)
    # What the firm lets happen by itself is no secret of a case.
    automation = Automation.objects.first() or _an_automation(pat)
    rule = Rule(When("event", kind="form.move-proposed"), (), _thens())
    met = Met("form.move-proposed", event=new_id())
    about = {"rule": rule, "case": case, "met": met}
    fire(clock, automation, so=[], today=date(2026, 3, 2), **about)
    say_reaching(ada, begun.petitioner.person, no_texts=True, no_emails=False, zone="")
    Reminder.objects.create(
        firm=case.firm,
        case=case,
        about="papers",
        since=date(2024, 3, 2),
        step=0,
        kind="nudge",
        way="email",
        person=begun.petitioner.person,
        claimed_at=now(),
    )
    OwnReminder.objects.create(
        firm=case.firm,
        case=case,
        person=begun.petitioner.person,
        words="Ask my sister",
        at=now() + timedelta(days=9),
        set_at=now(),
    )


def _thens() -> tuple[Then, ...]:
    hook = Hook.objects.get()
    return Then("message", words=WORDS), Then("hook", hook=str(hook.pk))


def _an_automation(pat: Actor) -> Automation:
    hook = Hook.objects.first()
    if hook is None:
        # The address is looked up when it is typed, and when it is told; here neither.
        hook = add_hook(pat, name="Ledger", address="https://ledger.example/in")
    rule = Rule(When("event", kind="form.move-proposed"), (), _thens())
    made = begin_automation(pat, name="Editions", rule=rule)
    publish_automation(pat, made, seen=0)
    change_cadence(pat, about="dates", is_on=False, steps=DEFAULTS["dates"])
    change_hours(pat, opens=9, closes=19, most_a_week=4)
    Hold.objects.create(
        firm=pat.firm, way="text", why="not-reached", since=now(), until=now()
    )
    return made
