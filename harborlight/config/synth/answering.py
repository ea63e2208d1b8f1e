"""A client walks through their questions, page by page, and answers from their life."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from uuid import UUID

from harborlight.facts.structure import get
from harborlight.firm.actor import Actor
from harborlight.questionnaires.actions import (
    answer,
    begin_entry,
    finish_questionnaire,
)
from harborlight.questionnaires.definition import Loop
from harborlight.questionnaires.pages import Answerable, Page
from harborlight.questionnaires.progress import Step
from harborlight.questionnaires.queries import Standing, get_sent, page, standing

# Of lives that lives.py tells less about than is asked.
Facts = dict[str, dict[str, Any]]
OTHERWISE = {"yes_no": "no", "text": "Not known", "country": "US", "date": "2015-06-01"}
MOST_PAGES = 400


def answer_some(
    client: Actor, sent_id: UUID, facts: Facts, share: float
) -> Iterator[None]:
    """Answer so large a share of the screens; all of them, and finish, if it is 1."""
    stands = standing(client, get_sent(client, sent_id))
    for _ in range(MOST_PAGES):
        progress = stands.progress
        if share < 1 and progress.screens_done >= share * progress.screens:
            return
        step = progress.next or _not_all_told(stands, facts)
        if step is None:
            finish_questionnaire(client, stands.sent)
            return
        asked = page(client, stands, step.screen, step.entry)
        stands = _answer(client, stands, asked, facts)
        yield
    raise RuntimeError("The questionnaire does not end.")


def _not_all_told(stands: Standing, facts: Facts) -> Step | None:
    """A list that would do as it is, of which the person has more to tell."""
    lists = {
        one.id: one.group
        for section in stands.definition.of_party(stands.part)
        for one in section.steps
        if isinstance(one, Loop)
    }
    for step in stands.steps:
        group = lists.get(step.screen)
        if group and len(_entries(facts, group)) > len(_entries(stands.facts, group)):
            return step
    return None


def _entries(facts: Facts, group: str) -> list[Any]:
    found = get(facts, group)
    return found if isinstance(found, list) else []


def _answer(client: Actor, stands: Standing, asked: Page, facts: Facts) -> Standing:
    if asked.screen is None:
        assert asked.loop is not None
        begin_entry(client, stands.sent, asked.loop)
        return standing(client, stands.sent)
    taken = answer(
        client,
        stands.sent,
        screen=asked.step.screen,
        answers={
            one.question.fact: _said(one, facts, asked.step.entry)
            for one in asked.questions
        },
        entry=asked.entry_id,
    )
    return taken.stands


def _said(one: Answerable, facts: Facts, place: int | None) -> str:
    path = one.question.fact.replace("[]", f"[{place}]")
    value = get(facts, path)
    if value or not one.question.required:
        return str(value or "")
    for word in ("unknown", "none"):
        if word in one.entry.may_be:
            return word
    return OTHERWISE.get(one.entry.type, "")
