"""What our legal team says to single answers, each with the page that asks for it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from harborlight.firm.words import in_words
from harborlight.portal.asking import step_address
from harborlight.questionnaires.asides import is_unanswered
from harborlight.questionnaires.models import Aside
from harborlight.questionnaires.progress import Step, entries_of
from harborlight.questionnaires.queries import Standing


@dataclass(frozen=True)
class News:
    """A question that somebody should look at again. is_again: we asked once more."""

    question: str
    words: str
    is_again: bool
    href: str


def news(stands: Standing) -> list[News]:
    """What we asked again and what we answered, where the question is still asked."""
    return [*_news(stands)]


def _news(stands: Standing) -> Iterator[News]:
    for (fact, slot), rows in stands.asides.items():
        asked, step = stands.definition.index.get(fact), _step(stands, fact, slot)
        if asked is None or step is None:
            continue
        ask, href = in_words(asked.question.ask), step_address(stands.sent, step) or ""
        for row in rows:
            if row.kind == Aside.Kind.AGAIN:
                yield News(ask, row.words, is_again=True, href=href)
            elif not is_unanswered(row):
                yield News(ask, row.reply, is_again=False, href=href)


def _step(stands: Standing, fact: str, slot: str) -> Step | None:
    """The page on which a question stands now."""
    asked = stands.definition.index.get(fact)
    if asked is None:
        return None
    place = None
    if slot:
        loop = stands.definition.loop(fact.partition("[]")[0])
        rows = entries_of(loop, stands.facts) if loop else []
        entries = [str(row["entry"]) for row in rows]
        if slot not in entries:
            return None
        place = entries.index(slot)
    pages = (s for s in stands.steps if (s.screen, s.entry) == (asked.screen, place))
    return next(pages, None)
