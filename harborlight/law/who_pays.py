"""Who may never be asked to pay in a kind of case (trust.md T21)."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache

from harborlight.law.book import BadBook, Dated, entries


@dataclass(frozen=True)
class PayRule(Dated):
    """kinds: playbooks. never: parts of a case that may not pay. words: by language."""

    kinds: tuple[str, ...]
    never: tuple[str, ...]
    words: Mapping[str, str]


@cache
def pay_rules() -> tuple[PayRule, ...]:
    """Every row of the book. BadBook where its words lack a language."""
    found = []
    for name, entry in entries("who_pays").items():
        if not {"en", "es"} <= entry["words"].keys():
            raise BadBook(f"who_pays.yaml, {name}: words need en and es.")
        lists = {key: tuple(entry[key]) for key in ("kinds", "never")}
        found.append(PayRule(**{**entry, **lists}))
    return tuple(found)


def may_not_pay(kind: str, parts: Collection[str], *, on: date) -> PayRule | None:
    """The rule by which whoever has these parts in such a case pays nothing; None: none."""
    for rule in pay_rules():
        if kind in rule.kinds and rule.in_force(on) and {*parts} & {*rule.never}:
            return rule
    return None
