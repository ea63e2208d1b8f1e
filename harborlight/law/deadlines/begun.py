"""Which deadlines a notice of the agency begins, as far as its kind tells."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

import yaml

from harborlight.law.book import BadBook
from harborlight.law.deadlines.reading import get_rule
from harborlight.law.deadlines.types import Rule

TABLE = Path(__file__).parent / "notices.yaml"


@dataclass(frozen=True)
class Begun:
    """A rule that a kind of notice begins.

    inputs: of the rule, and what the notice tells that is theirs. also: inputs that the
    kind of notice itself answers. forms: only of a notice about one of these.
    """

    rule: str
    inputs: Mapping[str, str]
    also: Mapping[str, str] = field(default_factory=dict)
    forms: tuple[str, ...] = ()

    @property
    def of_the_book(self) -> Rule:
        return get_rule(self.rule)

    def texts(self, told: Mapping[str, str]) -> dict[str, str]:
        """Texts of the rule's inputs, by name, from what a notice tells."""
        read = {name: told.get(source, "") for name, source in self.inputs.items()}
        return {**self.also, **{name: text for name, text in read.items() if text}}


def begun_by(kind: str, told: Mapping[str, str]) -> list[Begun]:
    """What a notice of this kind begins, the likeliest first. told: by papers/notices.py;
    `case_form` chooses where a rule is of some forms only."""
    form = told.get("case_form", "")
    return [one for one in _table().get(kind, ()) if not one.forms or form in one.forms]


@cache
def _table() -> Mapping[str, tuple[Begun, ...]]:
    content = yaml.load(TABLE.read_text(), Loader=yaml.CSafeLoader)
    return {kind: tuple(_row(one) for one in rows) for kind, rows in content.items()}


def _row(entry: Mapping[str, object]) -> Begun:
    made = Begun(**{**entry, "forms": tuple(entry.get("forms", ()))})  # type: ignore[arg-type]
    known = {asked.name for asked in made.of_the_book.inputs}
    if not {*made.inputs, *made.also} <= known:
        raise BadBook(f"{TABLE.name}, {made.rule}: it asks for no such input.")
    return made
