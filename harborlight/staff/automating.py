"""What the pages of automations show: drafts as rows, versions in words, the log."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext as _

from harborlight.automation.checking import doing_the_same, faults
from harborlight.automation.deeds import OUTCOMES
from harborlight.automation.models import Automation, Firing
from harborlight.automation.queries import rules_of, words_of
from harborlight.automation.rule import BadRule, If, Rule, Then, read, without
from harborlight.automation.telling import if_words, then_words, when_words
from harborlight.automation.trying import try_out
from harborlight.automation.vocabulary import Vocabulary
from harborlight.firm.actor import Actor


@dataclass(frozen=True)
class InWords:
    """A rule as people read it."""

    when: str
    ifs: Sequence[str]
    thens: Sequence[str]


def in_words(rule: Rule, known: Vocabulary) -> InWords:
    return InWords(
        when_words(rule.when, known),
        [if_words(one, known) for one in rule.ifs],
        [then_words(one, known) for one in rule.thens],
    )


def draft_of(actor: Actor, automation: Automation) -> Rule:
    """What is written now: the draft, or else what is in force."""
    if automation.draft is None:
        return rules_of(actor, [automation]).get(automation.pk, Rule())
    try:
        return read(automation.draft)
    except BadRule:
        return Rule()


def with_if(rule: Rule, one: If) -> Rule:
    return replace(rule, ifs=(*(it for it in rule.ifs if it != one), one))


def with_then(rule: Rule, one: Then) -> Rule:
    return replace(rule, thens=(*(it for it in rule.thens if it != one), one))


def without_row(rule: Rule, part: str, place: int) -> Rule:
    if part == "if":
        return replace(rule, ifs=without(rule.ifs, place))
    return replace(rule, thens=without(rule.thens, place))


def checked(
    actor: Actor, automation: Automation, today: date, moment: datetime
) -> dict[str, Any]:
    """What stands on the page before it is published."""
    rule = draft_of(actor, automation)
    known = words_of(actor)
    found = faults(actor, automation, rule)
    return {
        "automation": automation,
        "said": in_words(rule, known),
        "faults": found,
        "same": doing_the_same(actor, automation, rule) if not found else [],
        "trial": try_out(actor, rule, today, moment) if not found else None,
    }


@dataclass(frozen=True)
class LogLine:
    """A firing as people read it: with each thing that was to be done, what came of it."""

    row: Firing
    why: Sequence[str]
    did: Sequence[str]


def log_lines(
    rows: Sequence[Firing], rule: Rule | None, known: Vocabulary
) -> list[LogLine]:
    return [_line(row, rule, known) for row in rows]


def _line(row: Firing, rule: Rule | None, known: Vocabulary) -> LogLine:
    """Conditions and deeds are named where the version is the one in force."""
    why: list[str] = []
    if rule is not None:
        pairs = zip(rule.ifs, row.so, strict=False)
        why = [if_words(one, known) for one, so in pairs if not so]
    did = []
    for place, (code, _made) in enumerate(row.did):
        said = str(OUTCOMES.get(code, code))
        if rule is not None and place < len(rule.thens) and row.outcome != "held":
            what = then_words(rule.thens[place], known)
            said = _("%(what)s: %(became)s") % {"what": what, "became": said}
        did.append(said)
    return LogLine(row, why, did)
