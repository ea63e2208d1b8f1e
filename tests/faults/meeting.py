"""Two who do the same thing at the same moment: python -m tests.faults.meeting.

Prints for each meeting how both ended, and what stands in the record afterwards.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import timedelta
from typing import Any

from harborlight.config import schedule
from harborlight.firm import working
from harborlight.firm.actor import Actor
from harborlight.firm.clock import now, standing_at
from harborlight.firm.ids import new_id
from harborlight.firm.models import Event, Job, Membership, User
from harborlight.firm.readers import keep_up
from harborlight.firm.tenancy import everywhere
from harborlight.paying.jobs.settling import settle_payment
from harborlight.people.actions import open_account
from harborlight.people.invitations import find
from harborlight.people.models import ConflictCheck
from harborlight.workflow.actions import take_back, turn_down
from harborlight.workflow.models import HandedOver
from tests.browser.found import main as found_the_firm
from tests.faults.dying import at_once, done
from tests.faults.meeting_answers import both_answer
from tests.faults.meeting_books import both_keep_the_books
from tests.faults.meeting_days import both_act_on_a_day
from tests.faults.meeting_money import both_bill, both_charge, both_take
from tests.faults.meeting_papers import (
    both_accept,
    both_approve,
    both_record,
    both_send,
    both_work_on_a_file,
)
from tests.faults.meeting_tasks import both_review, both_settle
from tests.faults.meeting_work import (
    both_bill_work,
    both_number,
    two_tabs_stop_one_timer,
)
from tests.faults.met import happened, meet, play, play_acts, prepare, told
from tests.faults.playing import behind_a_door, firm, who
from tests.whole_case import MARIA


def both_join() -> None:
    link = prepare("accept an invitation")

    def guest() -> Callable[[], Any]:
        invitation = find(link, now())
        user = User(
            id=new_id(),
            email=invitation.email,
            name=invitation.person.full_name,
            language="en",
        )
        clock = Actor.clock(firm())
        return lambda: open_account(clock, invitation, user=user, password=None)

    meet(
        "an invitation is used twice",
        [guest, guest],
        lambda: [
            User.objects.filter(email=MARIA.email).count(),
            Membership.objects.filter(role="client").count(),
        ],
    )


def one_decides_one_takes_back() -> None:
    """A lawyer turns down what whoever asked takes back at the same moment."""

    handed_id, check_id = prepare("take back what was handed over")

    def lawyer() -> Callable[[], Any]:
        handed = HandedOver.objects.select_related("by").get(pk=handed_id)
        check = ConflictCheck.objects.get(pk=check_id)
        return lambda: turn_down(who("Ada"), check, reason="No.", handed=handed)

    def asker() -> Callable[[], Any]:
        handed = HandedOver.objects.get(pk=handed_id)
        return lambda: take_back(who("Paul"), handed)

    def agrees() -> bool:
        outcome = HandedOver.objects.get(pk=handed_id).outcome
        decided = ConflictCheck.objects.get(pk=check_id).decision
        return (outcome, decided) in (("refused", "conflict"), ("taken back", ""))

    meet(
        "a lawyer decides on what is taken back",
        [lawyer, asker],
        lambda: [
            happened("case.turned-down") + happened("case.taken-back"),
            agrees(),
        ],
    )


def both_work() -> None:
    """Two workers: the log is read once, a job is leased once, a moment fires once."""
    ends = at_once([lambda: keep_up, lambda: keep_up, lambda: keep_up])
    told["three read the log"] = {
        "ends": sorted(end.raised or "done" for end in ends),
        "kept": done(behind_a_door(exact_timeline)),
    }

    def claimed() -> list[str]:
        # Beside those that other stories left behind.
        ours = [job for job in working.claim() if job.task.endswith("settle_payment")]
        return [str(job.pk) for job in ours]

    done(ten_jobs)
    ends = at_once([lambda: claimed, lambda: claimed])
    ids = [one for end in ends for one in end.value]
    told["two claim jobs"] = {
        "ends": sorted(end.raised or "done" for end in ends),
        "kept": [len(ids), len(set(ids))],
    }
    entry = schedule.Entry("a fault", "*/10 * * * *", for_house=lambda: None)
    begun = now()

    def fires(later: int) -> Callable[[], Any]:
        def fire() -> list[str]:
            with standing_at(begun + timedelta(minutes=10 * later)):
                return schedule.fire([entry])

        return fire

    done(fires(0))
    fired = []
    for later in range(1, 6):
        ends = at_once([lambda n=later: fires(n), lambda n=later: fires(n)])
        assert not any(end.raised for end in ends), ends
        fired.append(sum(len(end.value) for end in ends))

    def enqueued() -> int:
        with everywhere("a test counts jobs"):
            return Job.objects.filter(task__endswith="run_entry").count()

    told["two fire a moment"] = {"fired": fired, "kept": done(enqueued)}


@behind_a_door
def exact_timeline() -> list[int]:
    """Every sealed event the client sees has one line; every number is there once."""
    from harborlight.cases.models import TimelineEntry
    from harborlight.firm.events import KINDS

    rows = Event.objects.filter(n__isnull=False, case_id__isnull=False)
    seen = sum(KINDS[kind].client_sees for kind in rows.values_list("kind", flat=True))
    numbers = [*Event.objects.filter(n__isnull=False).values_list("n", flat=True)]
    return [
        TimelineEntry.objects.count() - seen,
        len(numbers) - max(numbers),
        len(numbers) - len(set(numbers)),
    ]


@behind_a_door
def ten_jobs() -> None:
    for _ in range(10):
        settle_payment.enqueue("nothing")


def main() -> None:
    done(found_the_firm)
    play("open a case")
    both_act_on_a_day()
    both_join()
    both_review()
    both_settle()
    both_answer()
    both_send()
    both_accept()
    both_work_on_a_file()
    prepare("finish the questions")
    play_acts("finish the questions")
    prepare("fill")
    play_acts("fill")
    prepare("send a form back")
    both_approve()
    prepare("sign")
    prepare("record sent")
    both_record()
    both_charge()
    play("bill")
    both_bill()
    both_take()
    one_decides_one_takes_back()
    both_number()
    both_bill_work()
    two_tabs_stop_one_timer()
    both_keep_the_books()
    both_work()
    print(json.dumps(told))


if __name__ == "__main__":
    main()
