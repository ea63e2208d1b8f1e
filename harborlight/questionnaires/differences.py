"""What changed between two versions of a questionnaire, part by part."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import count
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from harborlight.facts.catalogue import catalogue
from harborlight.facts.showing import shown
from harborlight.firm.words import in_words, language_now
from harborlight.law.pack_conditions import Condition
from harborlight.questionnaires.condition_words import in_a_sentence
from harborlight.questionnaires.definition import (
    Asked,
    Definition,
    Loop,
    Question,
    Screen,
    Section,
)
from harborlight.questionnaires.fault_words import places

if TYPE_CHECKING:
    from harborlight.questionnaires.definition import Words

ADDED, REMOVED, CHANGED, MOVED = "added", "removed", "changed", "moved"
LANGUAGES = {"en": gettext_lazy("English"), "es": gettext_lazy("Spanish")}
_NAMES = {
    "title": gettext_lazy("Title"),
    "intro": gettext_lazy("Introduction"),
    "entry": gettext_lazy("One of them"),
    "add_another": gettext_lazy("Adding another"),
    "ask": gettext_lazy("Question"),
    "help": gettext_lazy("Help"),
    "why": gettext_lazy("Why we ask"),
}


@dataclass(frozen=True)
class Line:
    """One thing that is otherwise: what, as it was, as it is ("" for nothing)."""

    what: str
    was: str
    now: str


@dataclass(frozen=True)
class Change:
    """A part that was added, removed, changed or moved. place: the screen it is on."""

    kind: str
    what: str
    place: str
    lines: tuple[Line, ...] = ()


def differences(before: Definition, after: Definition) -> list[Change]:
    """Everything that `after` says otherwise than `before`, in the order of `after`."""
    return [*_titles(before, after), *_parts(before, after), *_questions(before, after)]


def _titles(before: Definition, after: Definition) -> Iterator[Change]:
    lines = tuple(_words_lines("title", before.title, after.title))
    if lines:
        yield Change(CHANGED, in_words(after.title), "", lines)


Piece = Section | Screen | Loop


def _parts(before: Definition, after: Definition) -> Iterator[Change]:
    old, new = _pieces(before), _pieces(after)
    names = places(before) | places(after)
    for key, (piece, is_chapter) in new.items():
        if key not in old:
            yield Change(ADDED, _called(piece, is_chapter), names.get(piece.id, ""))
        elif lines := tuple(_piece_lines(old[key][0], piece)):
            yield Change(
                CHANGED, _called(piece, is_chapter), names.get(piece.id, ""), lines
            )
    for key, (piece, is_chapter) in old.items():
        if key not in new:
            yield Change(REMOVED, _called(piece, is_chapter), names.get(piece.id, ""))


def _pieces(definition: Definition) -> dict[str, tuple[Piece, bool]]:
    found: dict[str, tuple[Piece, bool]] = {}
    for section in definition.sections:
        found[f"chapter {section.id}"] = section, True
        for step in section.steps:
            found[step.id] = step, False
            for screen in step.screens if isinstance(step, Loop) else ():
                found[screen.id] = screen, False
    return found


def _called(piece: Piece, is_chapter: bool) -> str:
    said = {"title": in_words(piece.title)}
    if is_chapter:
        return _("Chapter “%(title)s”") % said
    return _("Screen “%(title)s”") % said


def _piece_lines(old: Piece, new: Piece) -> Iterator[Line]:
    for name in ("title", "intro", "entry", "add_another"):
        yield from _words_lines(
            name, getattr(old, name, None), getattr(new, name, None)
        )
    yield from _when_lines(old.when, new.when, "")


def _questions(before: Definition, after: Definition) -> Iterator[Change]:
    old, new = _by_fact(before), _by_fact(after)
    names, moved = places(before) | places(after), _moved(old, new)
    for key, one in new.items():
        was, place = old.get(key), names.get(one.screen, "")
        called = in_words(one.question.ask)
        if was is None:
            yield Change(
                ADDED, called, place, tuple(_question_lines(None, one.question))
            )
            continue
        lines = [*_question_lines(was.question, one.question)]
        if was.screen != one.screen:
            lines.append(Line(_("Screen"), names.get(was.screen, ""), place))
        if lines:
            yield Change(CHANGED, called, place, tuple(lines))
        elif key in moved:
            yield Change(MOVED, called, place)
    for key, one in old.items():
        if key not in new:
            yield Change(REMOVED, in_words(one.question.ask), names.get(one.screen, ""))


def _by_fact(definition: Definition) -> dict[tuple[str, int], Asked]:
    """Every question; one screen may ask for a fact twice, in other words."""
    found: dict[tuple[str, int], Asked] = {}
    for one in definition.asked():
        fact = one.question.fact
        found[fact, next(n for n in count() if (fact, n) not in found)] = one
    return found


def _moved(
    old: Mapping[tuple[str, int], Asked], new: Mapping[tuple[str, int], Asked]
) -> set[tuple[str, int]]:
    """What stands behind another question of its screen than it did."""
    return {
        key
        for key in old.keys() & new.keys()
        if _before(old, key, new) != _before(new, key, old)
    }


def _before(
    here: Mapping[tuple[str, int], Asked],
    key: tuple[str, int],
    there: Mapping[tuple[str, int], Asked],
) -> list[tuple[str, int]]:
    """Which questions of its screen stand before it, of those that both versions have."""
    found = []
    for other, asked in here.items():
        if other == key:
            break
        if asked.screen == here[key].screen and other in there:
            found.append(other)
    return found


def _question_lines(old: Question | None, new: Question) -> Iterator[Line]:
    for name in ("ask", "help", "why"):
        yield from _words_lines(name, getattr(old, name, None), getattr(new, name))
    if old is None:
        return
    if old.required != new.required:
        yield Line(_("Must be answered"), _yes_no(old.required), _yes_no(new.required))
    yield from _when_lines(old.when, new.when, new.fact.partition("[].")[0])
    if old.options != new.options:
        yield Line(_("Answers offered"), _options(old), _options(new))


def _words_lines(name: str, old: Words | None, new: Words | None) -> Iterator[Line]:
    for language, called in LANGUAGES.items():
        was, now = (old or {}).get(language, ""), (new or {}).get(language, "")
        if was != now:
            yield Line(f"{_NAMES[name]} ({called})", was, now)


def _when_lines(
    old: Condition | None, new: Condition | None, group: str
) -> Iterator[Line]:
    if old != new:
        was, now = (
            in_a_sentence(one, group) if one else _("always") for one in (old, new)
        )
        yield Line(_("Asked"), was, now)


def _yes_no(it: bool) -> str:
    return _("Yes") if it else _("No")


def _options(question: Question) -> str:
    if not question.options:
        return _("all of them")
    entry = catalogue().entry(question.fact)
    language = language_now()
    return ", ".join(shown(entry, one, language=language) for one in question.options)
