"""What is wrong with a draft, said to whoever writes it: with the screen and the question."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from harborlight.facts.catalogue import catalogue
from harborlight.firm.words import in_words
from harborlight.questionnaires.checking import Fault, faults
from harborlight.questionnaires.condition_words import fact_name
from harborlight.questionnaires.definition import Definition, Loop

# By the code of checking.SENTENCES. What an editor cannot bring about has one for all.
_SENTENCES = {
    "empty-chapter": _(
        "The chapter %(place)s has no screen yet. Add one, or remove it."
    ),
    "no-screens": _("The list %(place)s has no screen. Add one, or remove it."),
    "no-questions": _(
        "%(place)s asks nothing yet. Add a question, or remove the screen."
    ),
    "required": _(
        "On %(place)s no question must be answered. Say of one at least that it must."
    ),
    "asked-twice": _("“%(fact)s” is asked on %(place)s and again on %(more)s."),
    "answer": _(
        "On %(place)s, “%(fact)s” offers an answer that there is not: %(more)s."
    ),
    "condition": _(
        "A condition on %(place)s rests on something that is not known: %(more)s."
    ),
    "fact": _("On %(place)s, something is asked that forms do not know: %(more)s."),
}
_OTHERWISE = _("%(place)s is not in order: %(more)s")


@dataclass(frozen=True)
class Told:
    """A fault in words, and the screen or chapter that it is on ("" for none)."""

    words: str
    place: str
    is_chapter: bool = False


def told_faults(definition: Definition) -> Iterator[Told]:
    """Each thing that keeps a draft from being published."""
    chapters = {one.id: in_words(one.title) for one in definition.sections}
    screens = places(definition)
    for fault in faults(definition):
        is_chapter = fault.code == "empty-chapter"
        named = chapters if is_chapter else screens
        said = {
            "place": f"“{named.get(fault.place, fault.place)}”",
            "fact": _asked_as(definition, fault.fact),
            "more": _more(fault, screens),
        }
        sentence = _SENTENCES.get(fault.code, _OTHERWISE)
        yield Told(str(sentence) % said, fault.place, is_chapter)


def places(definition: Definition) -> dict[str, str]:
    """What each screen, list and chapter is called, with its chapter before it."""
    found: dict[str, str] = {}
    for section in definition.sections:
        found.setdefault(section.id, in_words(section.title))
    for section in definition.sections:
        chapter = in_words(section.title)
        for step in section.steps:
            inner = step.screens if isinstance(step, Loop) else ()
            for one in (step, *inner):
                title = in_words(one.title)
                found[one.id] = title if title == chapter else f"{chapter}: {title}"
    return found


def _asked_as(definition: Definition, fact: str) -> str:
    asked = definition.index.get(fact)
    return in_words(asked.question.ask) if asked else fact


def _more(fault: Fault, named: dict[str, str]) -> str:
    if fault.code == "asked-twice":
        return f"“{named.get(fault.more, fault.more)}”"
    if fault.code in _SENTENCES:
        known = fault.more and catalogue().knows(fault.more)
        return fact_name(fault.more) if known else fault.more or fault.fact
    return str(fault)
