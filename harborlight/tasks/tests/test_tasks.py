"""A task from its setting to its end: whose it is, who does it, who looks at it."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import IntegrityError, transaction

from harborlight.cases.actions import change_access, put_on_team, raise_wall
from harborlight.cases.gates import GateClosed, must_be_open
from harborlight.cases.queries import notices
from harborlight.firm.acting import Refused
from harborlight.firm.clock import standing_at
from harborlight.firm.models import Event, User
from harborlight.firm.readers import keep_up_in
from harborlight.firm.roles import Role
from harborlight.firm.tenancy import NotFound
from harborlight.staff.tests.at_the_desk import joined
from harborlight.tasks.actions import (
    AlreadyOver,
    HoldsSomething,
    MayNotOpen,
    NotFinished,
    OwnWork,
    StillBlocked,
    accept_task,
    add_task_rule,
    check_item,
    give_task,
    lift_stop,
    note_absence,
    press_task,
    return_task,
    say_languages,
    set_task,
    submit_task,
    take_task,
    withdraw_task,
)
from harborlight.tasks.jobs import tell_of_late
from harborlight.tasks.labels import because
from harborlight.tasks.models import State, Task
from harborlight.tasks.queries import aged, get_task, my_tasks, to_review, untaken
from tests.cast import DAY, join
from tests.whole_case import begin, furnish

MONDAY = datetime(2026, 3, 2, 15, tzinfo=UTC)


@pytest.fixture
def begun(clock, ada):
    furnish(clock)
    return begin(ada, playbook="practice-spouse")


@pytest.fixture
def case(begun):
    return begun.case


def user(actor):
    return User.objects.get(pk=actor.user_id)


@pytest.fixture
def letter(ada, paul, case):
    """Paul drafts the cover letter; an attorney looks at it."""
    return set_task(
        ada, case, title="Draft the cover letter", user=user(paul), review=Role.ATTORNEY
    )


@pytest.mark.feature("F138", "F141", "F221", "F324")
def test_what_paul_drafts_ada_accepts_and_history_says_so(ada, paul, letter):
    assert [*my_tasks(paul, DAY)] == [letter]
    submit_task(paul, letter, answer="In the folder")
    assert letter.state == State.SUBMITTED and letter.reviewer_id == ada.user_id
    assert [*to_review(ada)] == [letter] and not my_tasks(paul, DAY)
    return_task(ada, letter, remark="The marriage date is wrong")
    assert [*my_tasks(paul, DAY)] == [letter]
    submit_task(paul, letter, answer="Mended")
    accept_task(ada, letter)
    kinds = Event.objects.filter(subject_id=letter.pk).order_by("at", "pk")
    told = [one.removeprefix("task.") for one in kinds.values_list("kind", flat=True)]
    assert told == ["set", "submitted", "returned", "submitted", "accepted"]
    assert not to_review(ada) and Task.objects.get().ended_at


@pytest.mark.feature("F221", "F222")
def test_nobody_accepts_what_they_did_under_whatever_account(ada, pat, letter):
    give_task(pat, letter, user=user(ada))
    submit_task(ada, letter)
    assert [*to_review(ada)] == [] and [*to_review(pat)] == [letter]
    with pytest.raises(OwnWork):
        accept_task(ada, letter)
    # A second account of the same person.
    with pytest.raises(OwnWork):
        accept_task(replace(pat, human=ada.human), letter)
    for who in ({"reviewed_by": user(ada)}, {"reviewed_human": ada.human}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Task.objects.filter(pk=letter.pk).update(**who)
    accept_task(pat, letter)


@pytest.mark.feature("F221")
def test_whoever_ticked_off_a_line_is_no_second_pair_of_eyes(ada, pat, paul, case):
    lines = ["Names", "Dates"]
    task = set_task(
        ada, case, title="Check", user=user(paul), items=lines, review="attorney"
    )
    check_item(ada, task, item=0, done=True)
    with pytest.raises(NotFinished):
        submit_task(paul, task)
    check_item(paul, task, item=1, done=True)
    submit_task(paul, task)
    with pytest.raises(OwnWork):
        accept_task(ada, task)
    accept_task(pat, task)
    assert [one["by"] for one in get_task(pat, task.pk).checklist] == ["Ada", "Paul"]


@pytest.mark.feature("F138")
def test_of_two_who_accept_at_once_the_second_is_told(ada, pat, paul, letter):
    submit_task(paul, letter)
    seen_by_pat = get_task(pat, letter.pk)
    accept_task(ada, letter)
    with pytest.raises(AlreadyOver):
        accept_task(pat, seen_by_pat)
    with pytest.raises(AlreadyOver):
        return_task(pat, seen_by_pat, remark="Too late")
    assert Event.objects.filter(kind="task.accepted").count() == 1


@pytest.mark.feature("F141")
def test_a_paralegal_does_not_accept_for_an_attorney(ada, pat, paul, letter, harbor):
    submit_task(paul, letter)
    petra = join(harbor, "Petra", Role.PARALEGAL)
    with pytest.raises(Refused):
        accept_task(petra, letter)
    assert not to_review(petra)


@pytest.mark.feature("F138")
def test_what_waits_for_another_is_not_done_before_it(ada, paul, case, letter):
    packet = set_task(
        ada, case, title="Assemble", user=user(paul), waits_for=letter, needs="words"
    )
    with pytest.raises(StillBlocked):
        submit_task(paul, packet, answer="Done")
    submit_task(paul, letter)
    accept_task(ada, letter)
    with pytest.raises(NotFinished):
        submit_task(paul, get_task(paul, packet.pk))
    submit_task(paul, packet, answer="84 pages")
    assert packet.state == State.DONE


@pytest.mark.feature("F140")
def test_what_comes_again_comes_once_more_when_it_is_done(ada, paul, case):
    jan = date(2026, 1, 31)
    task = set_task(ada, case, title="Ask", user=user(paul), due_on=jan, every="month")
    submit_task(paul, task)
    again = Task.objects.get(follows=task)
    # February has 28 days, and the 28th is a Saturday.
    assert (again.called, again.due_on) == ("Ask", date(2026, 3, 2))
    assert [*my_tasks(paul, DAY)] == [again]
    withdraw_task(ada, again, reason="Over")
    assert not Task.objects.filter(ended_at=None).exists()


@pytest.mark.feature("F222", "F046")
def test_only_an_attorney_lifts_a_stop_and_says_why(ada, paul, case):
    task = set_task(
        ada, case, title="Decree", user=user(paul), review="attorney", gate="send"
    )
    with pytest.raises(GateClosed, match="Decree"):
        must_be_open(case, "send")
    with pytest.raises(HoldsSomething):
        withdraw_task(ada, task, reason="No need")
    with pytest.raises(Refused):
        lift_stop(paul, task, reason="In a hurry")
    lift_stop(ada, task, reason="The court closed; we send it after")
    must_be_open(case, "send")
    assert Event.objects.filter(kind="task.lifted").count() == 1
    # It is still to be done, and is withdrawn like any other now.
    withdraw_task(ada, task, reason="It came")


@pytest.mark.feature("F141", "F138")
def test_a_task_goes_to_who_speaks_the_language_and_has_least_to_do(
    ada, paul, pat, case, harbor
):
    petra, pablo = (join(harbor, name, Role.PARALEGAL) for name in ("Petra", "Pablo"))
    for one in (petra, pablo):
        say_languages(pat, user(one), languages=["en", "es"])
    set_task(ada, None, title="Order paper", user=user(petra))
    first = set_task(ada, case, title="Call María", role=Role.PARALEGAL)
    assert first.user == user(pablo)
    assert because(first) == ("Paralegal of the firm; speaks Spanish; 0 open tasks")
    # Whoever is on the team comes first, whatever they speak.
    put_on_team(ada, case, user=user(paul), part=Role.PARALEGAL)
    again = set_task(ada, case, title="Call María", role=Role.PARALEGAL)
    assert because(again) == "Paralegal on the team of the case"
    rule = {"asked": "paralegal", "playbook": "", "client_language": "es"}
    add_task_rule(pat, **rule, target="person", user=user(petra), role="")
    ruled = set_task(ada, case, title="Call María", role=Role.PARALEGAL)
    assert (ruled.user, because(ruled)) == (user(petra), "rule 1 of the firm")


@pytest.mark.feature("F141")
def test_who_is_away_is_stood_in_for(ada, paul, pat, case, harbor):
    petra = join(harbor, "Petra", Role.PARALEGAL)
    put_on_team(ada, case, user=user(paul), part=Role.PARALEGAL)
    with standing_at(MONDAY):
        before = set_task(ada, case, title="Before", role=Role.PARALEGAL)
        days = {"from_on": DAY, "until_on": DAY + timedelta(days=4)}
        with pytest.raises(Refused):
            note_absence(petra, user(paul), stand_in=user(petra), **days)
        note_absence(paul, user(paul), stand_in=user(petra), **days)
        task = set_task(ada, case, title="Meanwhile", role=Role.PARALEGAL)
    assert task.user == user(petra)
    assert because(task).endswith("stands in for Paul")
    # And what he had is not left unseen.
    assert {*my_tasks(petra, DAY)} == {before, task}
    assert [*my_tasks(petra, DAY + timedelta(days=5))] == [task]


@pytest.mark.feature("F231")
def test_a_wall_keeps_tasks_from_whoever_stands_behind_it(ada, pat, paul, case, letter):
    raise_wall(ada, case, user=user(pat), reason="Was the husband's lawyer")
    with pytest.raises(NotFound):
        get_task(pat, letter.pk)
    with pytest.raises(MayNotOpen):
        give_task(ada, letter, user=user(pat))
    submit_task(paul, letter)
    assert not to_review(pat)
    with pytest.raises(Refused):
        accept_task(pat, letter)


@pytest.mark.feature("F147")
def test_a_client_sees_their_own_homework_and_no_other(ada, maria, omar, begun, letter):
    joined(begun, petitioner=maria, beneficiary=omar)
    asked = set_task(
        ada,
        begun.case,
        title="Call your landlord",
        person=begun.petitioner.person,
        needs="words",
        review=Role.PARALEGAL,
    )
    assert get_task(maria, asked.pk) == asked
    with pytest.raises(NotFound):
        get_task(omar, asked.pk)
    with pytest.raises(NotFound):
        get_task(maria, letter.pk)
    submit_task(maria, asked, answer="He sends the lease on Friday")
    with pytest.raises(Refused):
        accept_task(maria, asked)
    accept_task(ada, asked)


@pytest.mark.feature("F143", "F144", "F145")
def test_whoever_it_concerns_is_told_and_lateness_is_told_once(
    ada, paul, letter, harbor, clock
):
    def heard(actor):
        keep_up_in(harbor)
        kinds = [one.kind for one in notices(actor, only_new=True)]
        return [*dict.fromkeys(one for one in kinds if one.startswith("task."))]

    assert heard(paul) == ["task.set"]
    Task.objects.filter(pk=letter.pk).update(due_on=DAY)
    assert tell_of_late(clock, DAY) == 0
    assert tell_of_late(clock, DAY + timedelta(days=1)) == 1
    assert tell_of_late(clock, DAY + timedelta(days=2)) == 0
    assert heard(paul) == ["task.overdue", "task.set"]
    submit_task(paul, letter)
    assert heard(ada) == ["task.submitted", "task.overdue"]


@pytest.mark.feature("F143")
def test_a_queue_knows_how_old_it_is(ada, paul, letter):
    with standing_at(MONDAY):
        submit_task(paul, letter)
    # 10 in the morning in New York: 16 hours of work are over on Wednesday at 10.
    [one] = aged(ada, to_review(ada), MONDAY + timedelta(days=1))
    assert not one.is_late
    [one] = aged(ada, to_review(ada), MONDAY + timedelta(days=2, minutes=1))
    assert one.is_late


def test_a_task_of_no_case_is_seen_by_its_person_and_those_who_hand_out_work(
    paul, ben, pat
):
    task = set_task(ben, None, title="Renew the insurance", user=user(ben))
    assert get_task(ben, task.pk).called == "Renew the insurance"
    assert get_task(pat, task.pk) == task
    with pytest.raises(NotFound):
        get_task(paul, task.pk)


def test_what_nobody_has_somebody_takes(ada, paul, case, harbor):
    change_access(ada, case, access="team")
    task = set_task(ada, case, title="Sort", role=Role.PARALEGAL)
    assert task.user is None and because(task) == "no Paralegal can take it now"
    put_on_team(ada, case, user=user(paul), part=Role.PARALEGAL)
    assert [*untaken(paul)] == [task]
    take_task(paul, task)
    press_task(paul, task, reason="The hearing was moved")
    assert [one.is_urgent for one in my_tasks(paul, DAY)] == [True]


@pytest.mark.feature("F138", "F231")
def test_what_somebody_cannot_do_any_more_goes_to_somebody_else(
    ada, paul, case, letter, harbor
):
    petra = join(harbor, "Petra", Role.PARALEGAL)
    keep_up_in(harbor)
    raise_wall(ada, case, user=user(paul), reason="He knows the other side")
    keep_up_in(harbor)
    letter = get_task(ada, letter.pk)
    assert letter.user == user(petra)
    assert because(letter).startswith("Paralegal of the firm")
    with pytest.raises(NotFound):
        get_task(paul, letter.pk)
    keep_up_in(harbor)
    assert "task.passed-on" in [one.kind for one in notices(petra, only_new=True)]
    assert not [one for one in notices(paul) if one.kind == "task.passed-on"]
