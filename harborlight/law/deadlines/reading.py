"""Reading the rules: YAML files of `rules`, a rule an entry, every version cited."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from harborlight.law.book import SAID, BadBook
from harborlight.law.deadlines.types import (
    KINDS,
    ROLLS,
    SERVED,
    STATUSES,
    Input,
    Named,
    NotCounted,
    Rule,
    Version,
)

HERE = Path(__file__).parent / "rules"
USUAL = HERE.parent / "usual_inputs.yaml"
UNITS = {"days", "business_days", "months", "years"}


@cache
def rules() -> Mapping[str, Rule]:
    """Every rule by its id, in order. BadBook where one is not whole."""
    found: dict[str, Rule] = {}
    for path in sorted(HERE.glob("*.yaml")):
        content = yaml.load(path.read_text(), Loader=yaml.CSafeLoader)
        for key, entry in content.items():
            if key in found:
                raise BadBook(f"{path.name}, {key}: there are two rules of this name.")
            try:
                found[key] = _rule(key, entry)
            except (KeyError, TypeError, ValueError, AttributeError) as why:
                raise BadBook(f"{path.name}, {key}: {why!r}") from why
    return dict(sorted(found.items()))


def get_rule(key: str) -> Rule:
    """The rule of this id; NotCounted where there is none."""
    rule = rules().get(key.strip().upper())
    if rule is None:
        raise NotCounted(f"There is no rule {key}. `rules` lists those that there are.")
    return rule


def _rule(key: str, entry: Mapping[str, Any]) -> Rule:
    inputs = tuple(_input(name, one) for name, one in entry["inputs"].items())
    versions = tuple(_version(one, entry["from"]) for one in entry["versions"])
    numbers = [one.version for one in versions]
    _want(len(set(numbers)) == len(numbers), "two versions have one number")
    rule = Rule(
        id=key,
        title=entry["title"],
        office=entry["office"],
        counts_from=entry["from"],
        selector=entry.get("selector", entry["from"]),
        inputs=inputs,
        versions=versions,
        special=entry.get("special", ""),
        attorney_only=entry.get("attorney_only", False),
    )
    rule = _with_usual_inputs(rule)
    names = {one.name for one in rule.inputs}
    _want({rule.counts_from, rule.selector} <= names, "from and selector are inputs")
    return rule


def _with_usual_inputs(rule: Rule) -> Rule:
    """How it was served and is answered, and what is printed, where it depends on them."""
    wanted = {
        "served": rule.depends_on_service,
        "answered": rule.depends_on_answer,
        "printed": any(named.main for one in rule.versions for named in one.all_dates),
    }
    more = [one for one in _usual_inputs() if wanted[one.name]]
    return Rule(**{**vars(rule), "inputs": (*rule.inputs, *more)})


@cache
def _usual_inputs() -> tuple[Input, ...]:
    content = yaml.load(USUAL.read_text(), Loader=yaml.CSafeLoader)
    return tuple(_input(name, one) for name, one in content.items())


def _input(name: str, entry: Mapping[str, Any]) -> Input:
    _want(entry["kind"] in KINDS, f"{name}: {entry['kind']} is no kind of input")
    _words(entry["label"])
    return Input(name=name, **{**entry, "choices": tuple(entry.get("choices", ()))})


def _version(entry: Mapping[str, Any], base: str) -> Version:
    _want(entry.keys() >= SAID, "a version says source, effective_from and reviewed")
    _want(bool(entry["source"]), "a version says its source")
    _want(entry["status"] in STATUSES, f"{entry['status']} is no status")
    _want({*entry.get("mail_days", {})} <= {*SERVED}, "mail days of an unknown way")
    made = dict(entry)
    made["dates"] = _dates(entry.get("dates", {}), base)
    by_choice = entry.get("by_choice")
    if by_choice:
        of = {
            choice: {**changed, "dates": _dates(changed.get("dates", {}), base)}
            for choice, changed in by_choice["of"].items()
        }
        made["by_choice"] = {"input": by_choice["input"], "of": of}
    return Version(**made)


def _dates(entry: Mapping[str, Any], base: str) -> tuple[Named, ...]:
    return tuple(_named(name, one, base) for name, one in entry.items())


def _named(name: str, entry: Mapping[str, Any], base: str) -> Named:
    add = tuple(entry.get("add", ()))
    _want(all(len(step) == 1 and step.keys() <= UNITS for step in add), f"{name}: add")
    _want(entry.get("roll", "never") in ROLLS, f"{name}: roll")
    _want(entry.get("clamp", "down") in ("down", "up"), f"{name}: clamp")
    _words(entry["label"])
    if "late" in entry:
        _words(entry["late"])
    earliest = tuple(entry.get("earliest_of", ()))
    rest = {**entry, "add": add, "earliest_of": earliest}
    return Named(name=name, of=rest.pop("of", base), **rest)


def _words(words: Mapping[str, str]) -> None:
    _want(words.keys() >= {"en", "es"}, "words are there in English and Spanish")


def _want(so: bool, what: str) -> None:
    if not so:
        raise ValueError(what)
