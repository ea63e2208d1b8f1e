"""A questionnaire as plain data again, everything where it stands.

What starters write once for several places (sets, shared screens, another questionnaire
that comes first) is written out, so that changing one question changes that question and
no other. reading.py reads it back as the same questionnaire.
"""

from __future__ import annotations

from typing import Any

from harborlight.law.pack_conditions import Condition
from harborlight.questionnaires.definition import (
    Definition,
    Loop,
    Need,
    Question,
    Screen,
    Section,
)

Row = dict[str, Any]


def plain(definition: Definition) -> Row:
    """The data of a questionnaire: `read_definition(plain(it))` is the same."""
    return {
        "key": definition.key,
        "version": definition.version,
        "title": dict(definition.title),
        "parties": [*definition.parties],
        "given": dict(definition.given),
        "sections": [_section(one) for one in definition.sections],
    }


def plain_question(question: Question) -> Row:
    """The data of one question."""
    row: Row = {"fact": _inside(question.fact), "ask": dict(question.ask)}
    for name in ("help", "why"):
        if words := getattr(question, name):
            row[name] = dict(words)
    if not question.required:
        row["required"] = False
    if question.when:
        row["when"] = plain_condition(question.when)
    if question.options:
        row["options"] = [*question.options]
    if question.says:
        row["says"] = {value: dict(words) for value, words in question.says.items()}
    return row


def plain_condition(condition: Condition) -> Row:
    """The row that states a condition (law/pack_conditions.py)."""
    if condition.says == "is":
        if len(condition.values) == 1:
            return {"fact": condition.path, "is": condition.values[0]}
        return {"fact": condition.path, "one_of": [*condition.values]}
    if condition.says == "known":
        return {"known": condition.path}
    if condition.says == "at_least":
        return {"at_least": condition.path, "count": condition.count}
    parts = [plain_condition(part) for part in condition.parts]
    return {condition.says: parts[0] if condition.says == "not" else parts}


def _section(section: Section) -> Row:
    party = section.party
    row: Row = {"party": party, **_named(section, party)}
    row["screens"] = [
        _loop(step, party) if isinstance(step, Loop) else _screen(step, party)
        for step in section.steps
    ]
    return row


def _named(part: Section | Screen | Loop, party: str) -> Row:
    row: Row = {"id": part.id.removeprefix(f"{party}-"), "title": dict(part.title)}
    if part.intro:
        row["intro"] = dict(part.intro)
    if part.when:
        row["when"] = plain_condition(part.when)
    return row


def _loop(loop: Loop, party: str) -> Row:
    row: Row = {"loop": loop.group, **_named(loop, party)}
    row |= {"entry": dict(loop.entry), "add_another": dict(loop.add_another)}
    row |= {"at_least": loop.at_least, "at_most": loop.at_most}
    row["summary"] = [*loop.summary]
    if loop.closed:
        row["closed"] = True
    if loop.needs:
        row["needs"] = [_need(one) for one in loop.needs]
    row["screens"] = [_screen(one, party) for one in loop.screens]
    return row


def _need(need: Need) -> Row:
    row: Row = {"where": plain_condition(need.where), "says": dict(need.says)}
    if need.when:
        row["when"] = plain_condition(need.when)
    return row


def _screen(screen: Screen, party: str) -> Row:
    row = _named(screen, party)
    row["questions"] = [plain_question(one) for one in screen.questions]
    return row


def _inside(fact: str) -> str:
    """Inside a loop a fact is one of its entry: "it.street"."""
    _group, inside, name = fact.partition("[].")
    return f"it.{name}" if inside else fact
