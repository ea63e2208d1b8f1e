"""What a client is asked to do: one list, one thing at a time, and how far they are."""

from __future__ import annotations

from dataclasses import replace

import pytest
from django.urls import reverse

from harborlight.firm.models import User
from harborlight.staff.tests.at_the_desk import at_the_desk, joined, words
from harborlight.tasks.actions import return_task, set_task
from harborlight.tasks.models import State, Task
from harborlight.workflow.actions import begin_case
from harborlight.workflow.homework import homework
from harborlight.workflow.queries import get_playbook
from tests.whole_case import MARIA, OMAR, begin, furnish, send_papers


@pytest.fixture
def begun(clock, ada, maria, omar):
    furnish(clock)
    found = begin(ada, playbook="practice-spouse")
    joined(found, petitioner=maria, beneficiary=omar)
    return found


@pytest.fixture
def asked(ada, begun):
    return set_task(
        ada,
        begun.case,
        title="Call your landlord",
        words="Ask for a letter with the date",
        person=begun.petitioner.person,
        needs="words",
        items=["Call", "Ask for the date"],
        review="paralegal",
    )


def page(name, *ids):
    return reverse(f"portal:{name}", args=ids)


@pytest.mark.feature("F147")
def test_homework_stands_among_all_that_is_asked_and_counts_when_done(
    ada, maria, omar, begun, asked
):
    hers, his = at_the_desk(maria), at_the_desk(omar)
    before = homework(maria, [begun.case])
    text = words(hers.get(page("homework")))
    assert "Call your landlord" in text and "Answer our questions" in text
    assert f"0 of {before.total}" in text
    assert "Call your landlord" not in words(his.get(page("homework")))
    assert his.get(page("task", asked.key)).status_code == 404
    assert his.post(page("task", asked.key), {"answer": "x"}).status_code == 404
    there = page("task", asked.key)
    bare = hers.post(there, {"answer": ""})
    assert bare.status_code == 422 and "Write what came of it." in words(bare)
    early = hers.post(there, {"answer": "On Friday"})
    assert early.status_code == 422 and "On Friday" in words(early)
    assert "Tick off every line" in words(early)
    for item in ("0", "1"):
        hers.post(page("tick", asked.key), {"item": item})
    assert "2 of 2" in words(hers.get(there))
    done = hers.post(there, {"answer": "He sends it on Friday"}, follow=True)
    assert "We will look at it." in words(done)
    after = homework(maria, [begun.case])
    assert (after.done, after.total) == (1, before.total)
    assert "We have it, and will look at it." in words(hers.get(there))
    return_task(ada, Task.objects.get(pk=asked.pk), remark="Which Friday?")
    text = words(hers.get(page("homework")))
    assert "Please look at this once more: Call your landlord" in text
    assert "Which Friday?" in words(hers.get(there))
    assert homework(maria, [begun.case]).done == 0


@pytest.mark.feature("F147", "F045")
def test_the_list_goes_across_all_cases_and_progress_moves_with_each_step(
    ada, maria, begun, asked
):
    her = begun.petitioner.person
    second = begin_case(
        ada,
        get_playbook(ada, "practice-spouse"),
        newcomers={"petitioner": MARIA, "beneficiary": replace(OMAR, email="")},
        lead=User.objects.get(pk=ada.user_id),
        known={"petitioner": her},
    )
    set_task(ada, second, title="Pay the rent", person=her)
    text = words(at_the_desk(maria).get(page("homework")))
    assert "Call your landlord" in text and "Pay the rent" in text
    home = words(at_the_desk(maria).get(page("home")))
    left = homework(maria, [begun.case, second])
    assert f"{len(left.steps)} things are left for you" in home
    send_papers(maria, begun.case)
    moved = homework(maria, [begun.case, second])
    assert moved.done > left.done and moved.total == left.total
    task = Task.objects.get(person=her, case=second)
    at_the_desk(maria).post(page("task", task.key), {"answer": ""})
    assert Task.objects.get(pk=task.pk).state == State.DONE
