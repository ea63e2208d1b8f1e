"""Whoever cannot get a paper says so, and is answered."""

from __future__ import annotations

import pytest

from harborlight.documents.actions import (
    About,
    NoLongerAsked,
    accept_version,
    ask_again,
    receive_document,
    say_cannot,
    withdraw_request,
)
from harborlight.documents.queries import asked, get_version
from harborlight.documents.readiness import not_accepted, owes_papers
from harborlight.firm.acting import Refused
from harborlight.firm.models import Notice
from harborlight.firm.readers import keep_up_in
from harborlight.workflow.homework import homework
from tests.whole_case import begin, furnish, paper

WHY = "The civil registry of Chalatenango burned down in 1982."
ANSWER = "Please ask the registry for a letter that says so."


@pytest.fixture
def begun(clock, ada, maria):
    furnish(clock)
    begun = begin(ada)
    begun.petitioner.person.login_id = maria.user_id
    begun.petitioner.person.save()
    return begun


@pytest.fixture
def wanted(maria, begun):
    """What María is asked for and cannot get."""
    return the_one(maria, begun).request


def the_one(actor, begun):
    every = asked(actor, begun.case)
    return next(one for one in every if one.request.kind == "marriage certificate")


def titles(actor, case):
    return [
        step.subject.name
        for step in homework(actor, [case]).steps
        if step.kind == "upload"
    ]


@pytest.mark.feature("F095")
def test_whoever_cannot_get_a_paper_is_not_asked_on_and_on(maria, begun, wanted):
    before = titles(maria, begun.case)
    assert wanted.name in before
    say_cannot(maria, wanted, why=WHY)
    assert titles(maria, begun.case) == [name for name in before if name != wanted.name]
    one = the_one(maria, begun)
    assert (one.state, one.request.cannot_why) == ("cannot", WHY)
    # To the office it is missing all the same.
    assert wanted in [*not_accepted(maria, begun.case)]


def test_the_case_waits_for_no_client_who_can_do_nothing(maria, begun):
    needed = [one.request for one in asked(maria, begun.case)]
    for request in needed[:-1]:
        if request.need == "required":
            say_cannot(maria, request, why=WHY)
    assert not owes_papers(maria, begun.case)


def test_the_team_hears_of_it_and_what_they_answer_is_asked_again(
    harbor, ada, paul, maria, begun, wanted
):
    say_cannot(maria, wanted, why=WHY)
    keep_up_in(harbor)
    told = Notice.objects.filter(kind="document.cannot-be-had")
    assert ada.user_id in told.values_list("user", flat=True)
    ask_again(paul, wanted, answer=ANSWER)
    one = the_one(maria, begun)
    assert (one.state, one.request.answer) == ("asked", ANSWER)
    assert wanted.name in titles(maria, begun.case)
    with pytest.raises(NoLongerAsked):
        ask_again(ada, wanted, answer="Something else.")
    assert the_one(maria, begun).request.answer == ANSWER


def test_what_comes_after_all_ends_it(harbor, maria, begun, wanted):
    say_cannot(maria, wanted, why=WHY)
    sent = paper(harbor, begun.case.pk)
    receive_document(maria, wanted, checked=sent, about=About(country="SV"))
    assert the_one(maria, begun).state == "received"


def test_nobody_speaks_for_another_or_of_what_is_not_asked(
    ada, maria, omar, begun, wanted
):
    for stranger in (omar, ada):
        with pytest.raises(Refused):
            say_cannot(stranger, wanted, why=WHY)
    with pytest.raises(Refused):
        ask_again(maria, wanted, answer=ANSWER)
    withdraw_request(ada, wanted)
    with pytest.raises(NoLongerAsked):
        say_cannot(maria, wanted, why=WHY)


def test_what_is_here_can_be_had(harbor, paul, maria, begun, wanted):
    checked = paper(harbor, begun.case.pk)
    version = receive_document(maria, wanted, checked=checked, about=About())
    with pytest.raises(NoLongerAsked):
        say_cannot(maria, wanted, why=WHY)
    accept_version(paul, get_version(paul, version.pk))
    with pytest.raises(NoLongerAsked):
        say_cannot(maria, wanted, why=WHY)
    assert the_one(maria, begun).is_done
