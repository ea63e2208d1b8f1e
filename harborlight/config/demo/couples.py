"""The clients of the demonstration firm, and what they answer. Nobody of them exists."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from random import Random
from typing import Any

from harborlight.config.synth.lives import Someone, couple
from harborlight.config.synth.names import some_culture
from harborlight.facts.structure import get
from harborlight.firm.actor import Actor
from harborlight.questionnaires.actions import (
    answer,
    begin_entry,
    finish_questionnaire,
)
from harborlight.questionnaires.models import Sent
from harborlight.questionnaires.pages import Page
from harborlight.questionnaires.queries import Standing, page, standing
from harborlight.workflow.actions import Newcomer

Facts = dict[str, dict[str, Any]]

# The client who can sign in.
MARIA = {"name": "María Rivas Peña", "email": "maria@client.example"}
OUR_MARIA = Newcomer(
    family_name="Rivas Peña",
    given_name="María",
    birth_date=date(1988, 4, 12),
    email=MARIA["email"],
    language="es",
    phone="+15125550143",
)
HER_OMAR = Newcomer(
    family_name="Haddad",
    given_name="Omar",
    birth_date=date(1990, 11, 3),
    email="omar@client.example",
    language="en",
)


def invented(seed: str, day: date) -> tuple[dict[str, Newcomer], Facts]:
    """Two people who want to live together, and everything that they would answer."""
    dice = Random(seed)  # noqa: S311 - no secret
    both = couple(dice, some_culture(dice), day, "client")
    people = {
        "petitioner": _newcomer(both.petitioner),
        "beneficiary": _newcomer(both.beneficiary),
    }
    return people, both.facts


def marias_answers(day: date) -> Facts:
    """What María and Omar know: the life of an invented couple under their names."""
    _, facts = invented("maria", day)
    for part, one in (("petitioner", OUR_MARIA), ("beneficiary", HER_OMAR)):
        own = facts[part]
        own["name"] = {
            "family": one.family_name,
            "given": one.given_name,
            "middle": "none",
        }
        own["birth"] |= {"date": one.birth_date.isoformat()}
        own["contact"] |= {"email": one.email}
    return facts


def _newcomer(one: Someone) -> Newcomer:
    plain = one.name.facts()
    middle = plain.get("middle", "")
    return Newcomer(
        family_name=plain["family"],
        given_name=plain["given"],
        middle_name="" if middle == "none" else middle,
        birth_date=one.born,
        email=one.email,
        language=one.language if one.language in ("en", "es") else "en",
        phone=one.phone,
    )


def answer_pages(client: Actor, sent: Sent, facts: Facts, most: int = 500) -> None:
    """Answer so many pages as the client would, and finish if that was all of them."""
    for _ in range(most):
        stands = standing(client, sent)
        step = stands.progress.next
        if step is None:
            finish_questionnaire(client, stands.sent)
            return
        _answer_page(
            client, stands, page(client, stands, step.screen, step.entry), facts
        )


def _answer_page(client: Actor, stands: Standing, asked: Page, facts: Facts) -> None:
    if asked.screen is None:
        assert asked.loop is not None
        begin_entry(client, stands.sent, asked.loop)
        return
    values = {
        one.question.fact: _said(facts, one.question.fact, asked.step.entry)
        or (_anything(one.entry) if one.question.required else "")
        for one in asked.questions
    }
    answer(
        client,
        stands.sent,
        screen=asked.step.screen,
        answers=values,
        entry=asked.entry_id,
    )


def _said(facts: Facts, path: str, place: int | None) -> str:
    value = get(facts, path.replace("[]", f"[{place}]"))
    return str(value) if value else ""


def _anything(entry: Any) -> str:
    """What somebody says whose invented life has no words for it."""
    for word in ("unknown", "none"):
        if word in entry.may_be:
            return word
    by_type: Mapping[str, str] = {"yes_no": "no", "text": "Austin", "country": "US"}
    return by_type.get(entry.type, "")
