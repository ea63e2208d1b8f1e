"""The pages about tasks: a person's day, the board, one task, and how work is handed out."""

from __future__ import annotations

from datetime import timedelta

import pytest

from harborlight.cases.actions import put_on_team
from harborlight.firm.clock import today
from harborlight.firm.models import User
from harborlight.staff.tests.at_the_desk import at_the_desk, told, words
from harborlight.staff.tests.desk import at
from harborlight.tasks.actions import set_task, submit_task
from harborlight.tasks.models import (
    Absence,
    ServiceLevel,
    Speaks,
    State,
    Task,
    TaskRule,
)


def user(actor):
    return User.objects.get(pk=actor.user_id)


@pytest.fixture
def case(ada, paul, begun):
    put_on_team(ada, begun.case, user=user(paul), part="paralegal")
    return begun.case


@pytest.mark.feature("F138", "F148")
def test_a_task_is_set_done_looked_at_and_found_on_the_day_of_each(ada, paul, case):
    desk, his = at_the_desk(ada), at_the_desk(paul)
    new = at("new-task", case.pk)
    empty = desk.post(new, {"title": "", "gate": "send"})
    assert empty.status_code == 422
    for said in (
        "Write what is to be done.",
        "Choose who does it.",
        "Choose who accepts",
    ):
        assert said in words(empty)
    day = today(case.firm.time_zone)
    said = {
        "title": "Draft the letter",
        "words": "Two pages",
        "to": "part paralegal",
        "due_on": day.isoformat(),
        "items": "Names\n\nDates",
        "review": "attorney",
    }
    past = desk.post(new, {**said, "due_on": (day - timedelta(days=1)).isoformat()})
    assert past.status_code == 422 and "Draft the letter" in words(past)
    done = desk.post(new, said, follow=True)
    assert told(done) == ["Paul is to do it."]
    task = Task.objects.get()
    page = words(his.get(at("tasks")))
    assert "Draft the letter" in page and "Today" in page
    assert "Draft the letter" not in words(desk.get(at("tasks")))
    there = at("task", task.pk)
    assert "Paralegal on the team of the case" in words(his.get(there))
    early = his.post(at("submit-task", task.pk), {"answer": "Done"}, follow=True)
    assert told(early) == ["Tick off every line of the checklist first: 2 are left."]
    for item in ("0", "1", "nonsense", "7"):
        his.post(at("tick-task", task.pk), {"item": item})
    his.post(at("submit-task", task.pk), {"answer": "In the folder"})
    assert "Whoever did it never accepts it." in words(his.get(there))
    assert "Draft the letter" in words(desk.get(at("tasks")))
    assert "Draft the letter" in words(desk.get(at("task-queue")))
    bare = desk.post(at("return-task", task.pk), {"remark": ""})
    assert bare.status_code == 422 and "Write what is missing" in words(bare)
    desk.post(at("accept-task", task.pk), {"remark": "Good"})
    late = desk.post(at("accept-task", task.pk), follow=True)
    assert told(late)[-1:] == ["Somebody has just changed this task. Look again."]
    task.refresh_from_db()
    assert (task.state, task.reviewed_by) == (State.ACCEPTED, user(ada))
    assert "Good" in words(his.get(there))


@pytest.mark.feature("F148")
def test_the_board_is_narrowed_in_its_address_and_counts_who_has_how_much(
    ada, paul, case
):
    first, *_rest = (
        set_task(ada, case, title=title, user=user(who))
        for title, who in (("One", paul), ("Two", paul), ("Three", ada))
    )
    submit_task(paul, first)
    desk = at_the_desk(ada)
    page = words(desk.get(at("task-board")))
    assert all(name in page for name in ("Two", "Three")) and "One" not in page
    his = words(desk.get(at("task-board") + f"?who={user(paul).pk.hex}"))
    assert "Two" in his and "Three" not in his
    nobody = words(desk.get(at("task-board") + "?who=none&state=late&kind=clients"))
    assert "Nothing of this is open" in nobody
    odd = desk.get(at("task-board") + "?who=%00&state=x&page=-1&kind=' or 1")
    assert odd.status_code == 200


@pytest.mark.feature("F046", "F222")
def test_a_stop_is_shown_where_it_holds_and_lifted_by_an_attorney(ada, paul, case):
    task = set_task(
        ada, case, title="The decree", user=user(paul), review="attorney", gate="send"
    )
    desk, his = at_the_desk(ada), at_the_desk(paul)
    assert "To be accepted first: The decree." in words(
        his.get(at("case-tasks", case.pk))
    )
    assert his.post(at("lift-task", task.pk), {"reason": "Now"}).status_code == 403
    asked = desk.post(at("lift-task", task.pk), {"reason": " "})
    assert asked.status_code == 422 and "Write why it goes on" in words(asked)
    desk.post(at("lift-task", task.pk), {"reason": "The judge said so"})
    page = words(desk.get(at("task", task.pk)))
    assert "Lifted by Ada" in page and "The judge said so" in page
    assert "To be accepted first" not in words(his.get(at("case-tasks", case.pk)))


@pytest.mark.feature("F138")
def test_it_is_given_moved_pressed_taken_and_withdrawn(ada, paul, case):
    task = set_task(ada, case, title="Sort", user=user(ada))
    desk, his = at_the_desk(ada), at_the_desk(paul)
    desk.post(at("give-task", task.pk), {"user": str(user(paul).pk)})
    desk.post(at("press-task", task.pk), {"reason": "Hearing on Friday"})
    assert "Urgent" in words(his.get(at("tasks")))
    desk.post(at("take-task", task.pk))
    odd = desk.post(at("move-task", task.pk), {"due_on": "2026-02-31"})
    assert odd.status_code == 422 and "There is no such day." in words(odd)
    far = today(case.firm.time_zone) + timedelta(days=40)
    desk.post(at("move-task", task.pk), {"due_on": far.isoformat()})
    desk.post(at("withdraw-task", task.pk), {"reason": "It came by itself"})
    task.refresh_from_db()
    assert (task.user, task.due_on, task.state) == (user(ada), far, State.WITHDRAWN)
    assert "It came by itself" in words(his.get(at("task", task.pk)))


@pytest.mark.feature("F138", "F141", "F143")
def test_how_work_is_handed_out_is_arranged_by_a_partner(pat, ada, paul, case):
    desk, his = at_the_desk(pat), at_the_desk(paul)
    assert his.get(at("task-rules")).status_code == 404
    bad = desk.post(at("task-rules"), {"target": "person"})
    assert bad.status_code == 422 and "Choose who is given these tasks." in words(bad)
    named = {"target": "person", "user": str(user(paul).pk), "client_language": "en"}
    desk.post(at("task-rules"), named)
    desk.post(at("task-rules"), {"target": "least", "role": "attorney"})
    last = TaskRule.objects.get(position=2)
    desk.post(at("move-task-rule", last.pk), {"to": "earlier"})
    assert TaskRule.objects.get(pk=last.pk).position == 1
    desk.post(at("withdraw-task-rule", last.pk))
    tried = words(desk.get(at("task-rules") + f"?number={case.number}"))
    assert "rule 2 of the firm" in tried
    desk.post(at("task-speaks", user(paul).pk), {"languages": ["es", "en"]})
    assert Speaks.objects.count() == 2
    hours = {"partner": 8, "attorney": 4, "paralegal": 0, "practice manager": 16}
    assert desk.post(at("task-hours"), hours).status_code == 422
    desk.post(at("task-hours"), {**hours, "paralegal": 24})
    assert ServiceLevel.objects.get(review="attorney").hours == 4


@pytest.mark.feature("F141")
def test_whoever_goes_away_says_who_stands_in(pat, ada, paul, case):
    day = today(case.firm.time_zone)
    days = {
        "from_on": day.isoformat(),
        "until_on": (day + timedelta(days=3)).isoformat(),
    }
    his = at_the_desk(paul)
    same = {"user": str(user(paul).pk), "stand_in": str(user(paul).pk)}
    assert "Choose somebody else." in words(his.post(at("task-away"), {**same, **days}))
    other = {"user": str(user(ada).pk), "stand_in": str(user(paul).pk), **days}
    assert his.post(at("task-away"), other).status_code == 422
    his.post(at("task-away"), {**same, "stand_in": str(user(ada).pk), **days})
    absence = Absence.objects.get()
    assert "Ada stands in" in words(at_the_desk(ada).get(at("task-away")))
    set_task(pat, case, title="Ring the court", user=user(paul))
    assert "Ring the court" in words(at_the_desk(ada).get(at("tasks")))
    at_the_desk(pat).post(at("end-absence", absence.pk))
    assert "Ring the court" not in words(at_the_desk(ada).get(at("tasks")))
