"""What an automation says: when, if, then. Chosen from closed lists, never an expression.

{"when": {"on": "event", "kind": "document.returned"},
 "ifs": [{"what": "stage", "how": "is", "value": "intake"}],
 "thens": [{"do": "notice", "role": "paralegal", "words": {"en": "...", "es": "..."}}]}
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

EVENT, DATE, STAGE, SILENCE = "event", "date", "stage", "silence"
BEFORE, AFTER = "before", "after"
MOST_ROWS, MOST_DAYS = 8, 730


class BadRule(ValueError):
    """It says something that is in none of our lists."""


@dataclass(frozen=True)
class When:
    """What is waited for.

    event: `kind` happens. date: so many `days` before or after (`side`) a day `of`
    something. stage: a case stands in `stage` ("": any) for `days`. silence: nothing is
    heard from `whose` for `days`.
    """

    on: str
    kind: str = ""
    of: str = ""
    side: str = BEFORE
    stage: str = ""
    whose: str = ""
    days: int = 0


@dataclass(frozen=True)
class If:
    """What must be so: `what` is, is not (`how`) a `value`; name: of which fact."""

    what: str
    how: str
    value: str = ""
    name: str = ""


@dataclass(frozen=True)
class Then:
    """What is done: `do` names a deed (deeds.py); what it needs besides.

    words: by language. paper: a kind of paper. party: whose part. role: of the team.
    """

    do: str
    role: str = ""
    words: Mapping[str, str] = field(default_factory=dict)
    paper: str = ""
    party: str = ""
    stage: str = ""
    bill: str = ""
    hook: str = ""
    days: int = 0


@dataclass(frozen=True)
class Rule:
    """A whole automation; while it is written it may wait for nothing yet."""

    when: When | None = None
    ifs: tuple[If, ...] = ()
    thens: tuple[Then, ...] = ()

    @property
    def kind(self) -> str:
        """The kind of event that it waits for; "": for none."""
        return self.when.kind if self.when and self.when.on == EVENT else ""

    @property
    def waits(self) -> bool:
        """Whether it waits for a day."""
        return self.when is not None and self.when.on != EVENT


def read(definition: Mapping[str, Any] | None) -> Rule:
    """The rule that a definition describes. BadRule if it has what we do not know."""
    said = definition or {}
    try:
        when = said.get("when")
        return Rule(
            when=When(**when) if when else None,
            ifs=tuple(If(**one) for one in said.get("ifs", ())),
            thens=tuple(Then(**one) for one in said.get("thens", ())),
        )
    except TypeError as error:
        raise BadRule(str(error)) from error


def written(rule: Rule) -> dict[str, Any]:
    """The same as data: only what is said."""
    return {
        "when": _said(rule.when) if rule.when else None,
        "ifs": [_said(one) for one in rule.ifs],
        "thens": [_said(one) for one in rule.thens],
    }


def _said(part: When | If | Then) -> dict[str, Any]:
    return {name: value for name, value in asdict(part).items() if value}


def without(rows: Sequence[Any], place: int) -> tuple[Any, ...]:
    """Rows without the one at this place, from 0; all of them where there is none."""
    return tuple(row for at, row in enumerate(rows) if at != place)
