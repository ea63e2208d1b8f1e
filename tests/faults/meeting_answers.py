"""Two who answer one question, or send one answer twice, at the same moment."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from harborlight.facts.models import Fact
from harborlight.facts.versions import version
from harborlight.questionnaires.actions import answer
from tests.faults.answered import sent_of
from tests.faults.met import meet
from tests.faults.playing import case, who

PAGER, CITY = "petitioner.contact.phone_mobile", "petitioner.birth.city"


def both_answer() -> None:
    """Nobody's words are lost: one stands, the other's stand beside it."""
    meet(
        "two answer one question",
        [_answers(PAGER, one) for one in ("+12135550111", "+12135550122")],
        lambda: _stood(PAGER),
    )
    meet(
        "one answer arrives twice at once",
        [_answers(CITY, "Metapán", name="a name")] * 2,
        lambda: _stood(CITY),
    )


def _answers(fact: str, value: str, name: str = "") -> Callable[[], Callable[[], Any]]:
    def opens() -> Callable[[], Any]:
        maria = who("María")
        sent, path = sent_of(maria, "petitioner"), fact.partition(".")[2]
        seen = {fact: version(case().pk, path, None, "")}
        said = {"answers": {fact: value}, "over": seen, "name": name}
        return lambda: answer(maria, sent, screen="", **said).stands.sent.key

    return opens


def _stood(fact: str) -> list[bool]:
    rows = Fact.objects.filter(case=case(), name=fact.partition(".")[2])
    return sorted(rows.values_list("stood", flat=True))
