"""Deeds on the questionnaire, of a client and at the desk."""

from __future__ import annotations

from typing import Any

from harborlight.firm.actor import Actor
from harborlight.questionnaires.actions import (
    answer,
    begin_entry,
    enter_answers,
    finish_questionnaire,
    reopen_questionnaire,
)
from harborlight.questionnaires.definition import Loop
from harborlight.questionnaires.queries import page, sent_to, standing
from tests.faults.playing import case, who
from tests.whole_case import _answer_page, answer_everything, family


def sent_of(client: Actor, part: str) -> Any:
    return next(s for s in sent_to(client, case()) if s.party.part == part)


def answer_a_page(_: Any) -> None:
    maria = who("María")
    stands = standing(maria, sent_of(maria, "petitioner"))
    step = stands.progress.next
    _answer_page(maria, stands, page(maria, stands, step.screen, step.entry), family())


def answer_about_two(_: Any) -> None:
    """One page may ask about both of a couple."""
    maria = who("María")
    answer(
        maria,
        sent_of(maria, "petitioner"),
        screen="",
        answers={
            "petitioner.contact.phone_day": "+12135550199",
            "beneficiary.contact.phone_day": "+12135550198",
        },
    )


def add_an_entry(_: Any) -> None:
    maria = who("María")
    sent = sent_of(maria, "petitioner")
    sections = standing(maria, sent).definition.of_party("petitioner")
    loops = (step for one in sections for step in one.steps if isinstance(step, Loop))
    begin_entry(maria, sent, next(loops))


def enter_at_the_desk(_: Any) -> None:
    """One more job, whose answers staff type in one go."""
    enter_answers(
        who("Paul"),
        case(),
        group="petitioner.jobs",
        values={
            "petitioner.jobs[].employer": "Bay Bakery",
            "petitioner.jobs[].city": "Oakland",
        },
        over={},
    )


def all_but_the_last_word() -> None:
    """María answered all that she is asked, and may still change it."""
    maria = who("María")
    answer_everything(maria, sent_of(maria, "petitioner").pk, family())
    reopen_questionnaire(who("Paul"), sent_of(maria, "petitioner"))


def finish(_: Any) -> None:
    finish_questionnaire(who("María"), sent_of(who("María"), "petitioner"))
