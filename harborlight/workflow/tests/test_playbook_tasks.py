"""A playbook opens tasks, holds a case back until they are accepted, and is refused where
it contradicts itself."""

from __future__ import annotations

from copy import deepcopy
from datetime import UTC, date, datetime

import pytest

from harborlight.cases.actions import (
    close_case,
    move_case,
    put_on_team,
    reopen_case,
)
from harborlight.cases.gates import SEND, GateClosed, why_held
from harborlight.deadlines.actions import set_deadline
from harborlight.filings.queries import filings
from harborlight.filings.releasing import why_kept
from harborlight.firm.clock import standing_at
from harborlight.firm.models import User
from harborlight.firm.readers import keep_up_in
from harborlight.tasks.actions import accept_task, check_item, lift_stop, submit_task
from harborlight.tasks.models import State, Task
from harborlight.workflow.actions import keep_playbook
from harborlight.workflow.playbooks import BadPlaybook, course, starters
from tests.cast import DAY
from tests.whole_case import begin, furnish

MONDAY = datetime(2026, 3, 2, 15, tzinfo=UTC)
OWN = {"en": "Ours", "es": "Lo nuestro"}


def ours(*tasks):
    """The practice petition with these tasks and no other."""
    found = deepcopy(starters()["practice-spouse"])
    return {**found, "key": "ours", "tasks": [{"title": OWN, **one} for one in tasks]}


@pytest.fixture
def open_with(clock, ada, paul, harbor):
    """A case of such a playbook, as its tasks opened on a Monday."""

    def opened(*tasks):
        furnish(clock)
        keep_playbook(clock, definition=ours(*tasks))
        with standing_at(MONDAY):
            begun = begin(ada, playbook="ours")
            user = User.objects.get(pk=paul.user_id)
            put_on_team(ada, begun.case, user=user, part="paralegal")
            keep_up_in(harbor)
        return begun.case

    return opened


def named(case):
    rows = Task.objects.filter(case=case).order_by("set_at", "pk")
    return {row.of_playbook: row for row in rows}


def do(actor, task, answer="Done"):
    for place in range(len(task.items)):
        check_item(actor, task, item=place, done=True)
    submit_task(actor, task, answer=answer)


@pytest.mark.feature("F138", "F140", "F224")
def test_the_usual_course_says_who_does_what_and_nothing_opens_twice(
    clock, ada, paul, harbor
):
    furnish(clock)
    with standing_at(MONDAY):
        case = begin(ada, playbook="practice-spouse").case
        put_on_team(ada, case, user=User.objects.get(pk=paul.user_id), part="paralegal")
        keep_up_in(harbor)
    first = named(case)["identities"]
    assert (first.user.name, first.called) == ("Paul", "Check who everybody is")
    # Three days of work after a Monday.
    assert first.due_on == date(2026, 3, 5)
    assert first.why_due == "3 working days after it opened."
    assert [one["called"] for one in first.checklist][0].startswith("Names and dates")
    move_case(ada, case, stage="signature", stage_name=OWN)
    keep_up_in(harbor)
    assert named(case).keys() == {"identities", "evidence", "strategy", "assemble"}
    move_case(ada, case, stage="preparing", stage_name=OWN)
    keep_up_in(harbor)
    assert Task.objects.count() == 4
    assert named(case)["strategy"].user.name == "Ada"
    # What follows opens when it is accepted.
    packet = named(case)["assemble"]
    do(paul, packet)
    accept_task(ada, packet)
    move_case(ada, case, stage="filed", stage_name=OWN)
    keep_up_in(harbor)
    assert named(case)["send"].user.name == "Paul"


@pytest.mark.feature("F222", "F221", "F224")
def test_nothing_is_sent_before_the_packet_is_accepted(ada, paul, open_with, harbor):
    packet = {"id": "packet", "role": "paralegal", "review": "attorney", "gate": "send"}
    case = open_with({**packet, "stage": "signature"})
    # Not even while the task is not open.
    assert "not opened yet: Ours" in why_held(case, SEND)
    move_case(ada, case, stage="signature", stage_name=OWN)
    keep_up_in(harbor)
    filing = filings(ada, case).get()
    assert "To be accepted first: Ours." in why_kept(ada, filing, on=DAY)
    task = named(case)["packet"]
    do(paul, task)
    assert why_held(case, SEND)
    accept_task(ada, task)
    assert why_held(case, SEND) == ""
    assert "no certificate" in why_kept(ada, filing, on=DAY)


@pytest.mark.feature("F222", "F224")
def test_to_close_a_case_and_open_it_again_accepts_nothing(ada, open_with, harbor):
    case = open_with(
        {"id": "packet", "role": "paralegal", "review": "attorney", "gate": "send"}
    )
    filing = filings(ada, case).get()
    close_case(ada, case, on=DAY)
    keep_up_in(harbor)
    assert named(case)["packet"].state == "withdrawn"
    assert "To be accepted first: Ours." in why_kept(ada, filing, on=DAY)
    # Nor in the moment before its tasks are open again.
    reopen_case(ada, case, reason="They came back")
    assert "To be accepted first: Ours." in why_kept(ada, filing, on=DAY)
    keep_up_in(harbor)
    assert named(case)["packet"].state == "assigned"


@pytest.mark.feature("F221", "F223")
@pytest.mark.parametrize("key", ["practice-spouse", "i130-spouse"])
def test_what_comes_with_us_sends_no_packet_that_nobody_else_read(clock, ada, key):
    furnish(clock)
    keep_playbook(clock, definition={**starters()[key], "version": 2})
    case = begin(ada, playbook=key).case
    assert "not opened yet: Assemble the packet" in why_held(case, SEND)


@pytest.mark.feature("F222", "F142")
def test_a_stage_waits_for_a_task_until_an_attorney_lifts_it(ada, open_with, harbor):
    case = open_with(
        {"id": "wait", "role": "paralegal", "review": "attorney", "gate": "stage filed"}
    )
    with pytest.raises(GateClosed):
        move_case(ada, case, stage="filed", stage_name=OWN)
    case.refresh_from_db()
    assert case.stage == "intake"
    lift_stop(ada, named(case)["wait"], reason="It was sent by courier today")
    move_case(ada, case, stage="filed", stage_name=OWN)


@pytest.mark.feature("F140", "F142")
def test_a_day_is_counted_back_from_the_next_deadline(ada, open_with, harbor):
    back = {"id": "draft", "role": "attorney", "stage": "preparing"}
    case = open_with({**back, "due": {"days": -7, "of": "deadline"}})
    set_deadline(ada, case, title="Answer", due_on=date(2026, 5, 20), because="Notice")
    with standing_at(MONDAY):
        move_case(ada, case, stage="preparing", stage_name=OWN)
        keep_up_in(harbor)
    task = named(case)["draft"]
    assert task.due_on == date(2026, 5, 13)
    assert "7 days before the next deadline" in task.why_due


@pytest.mark.feature("F138")
def test_a_closed_case_has_nothing_to_do_and_an_open_one_again(ada, open_with, harbor):
    case = open_with(
        {"id": "one", "role": "paralegal"}, {"id": "two", "who": "petitioner"}
    )
    do(ada, named(case)["two"])
    close_case(ada, case, on=DAY)
    keep_up_in(harbor)
    assert {name: row.state for name, row in named(case).items()} == {
        "one": State.WITHDRAWN,
        "two": State.DONE,
    }
    assert named(case)["one"].why_over == "The case was closed."
    reopen_case(ada, case, reason="They came back")
    keep_up_in(harbor)
    assert named(case)["one"].state == State.ASSIGNED
    assert Task.objects.count() == 2


@pytest.mark.feature("F029")
@pytest.mark.parametrize(
    ("tasks", "why"),
    [
        ([{"id": "a", "role": "cook"}], "is no role of the staff"),
        ([{"id": "a", "role": "client"}], "is no role of the staff"),
        ([{"id": "a", "who": "aunt"}], "is no party"),
        ([{"id": "a", "role": "attorney", "stage": "later"}], "is no stage"),
        ([{"id": "a", "role": "attorney", "waits_for": ["b"]}], "which is no task"),
        (
            [
                {"id": "a", "role": "attorney", "waits_for": ["b"]},
                {"id": "b", "role": "attorney", "waits_for": ["a"]},
            ],
            "a - b wait for each other",
        ),
        ([{"id": "a", "role": "attorney"}] * 2, "stands there twice"),
        ([{"id": "a", "role": "attorney", "gate": "send"}], "nobody accepts it"),
        (
            [
                {
                    "id": "a", "role": "paralegal", "review": "attorney",
                    "stage": "filed", "gate": "stage preparing",
                }
            ],
            "which comes first",
        ),
        ([{"id": "a", "who": "petitioner", "needs": "file"}], "among the papers"),
        ([{"id": "a", "role": "attorney", "due": {"days": -1}}], "before it opens"),
        ([{"id": "a", "role": "attorney", "colour": "red"}], "none that a task knows"),
        ([{"id": "a", "role": "attorney", "words": {"en": "Only"}}], "missing"),
    ],
)  # fmt: skip
def test_a_playbook_whose_tasks_contradict_themselves_is_refused(tasks, why):
    with pytest.raises(BadPlaybook, match=why):
        course(ours(*tasks))
