"""What was counted, as plain data for programs: days as 2026-06-22, hours with a zone."""

from __future__ import annotations

from datetime import date
from typing import Any

from harborlight.law.deadlines.reading import rules
from harborlight.law.deadlines.types import Counted, Result, Rule, Version


def answer(result: Result) -> dict[str, Any]:
    """`legal_raw`, `legal_last`, `firm_last`, `printed`, `controls` of a deadline, every
    date by its name, and under `others` what texts that are not in force would say."""
    counted = result.counted
    others = [_counted(one) for one in result.others]
    return {
        "rule": result.rule.id,
        "title": result.rule.title["en"],
        "inputs": plain(dict(result.told)),
        **(_counted(counted) if counted else _none(result.others[0].version)),
        "others": others,
    }


def listed() -> list[dict[str, Any]]:
    """Each rule with its inputs, versions and sources."""
    return [_rule(rule) for rule in rules().values()]


def plain(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: plain(one) for name, one in value.items()}
    if isinstance(value, tuple | list):
        return [plain(one) for one in value]
    return value.isoformat() if isinstance(value, date) else value


def _none(version: Version) -> dict[str, Any]:
    return {"status": version.status, "controls": None, "findings": []}


def _counted(counted: Counted) -> dict[str, Any]:
    version, main = counted.version, counted.main
    made = {
        **_version(version),
        **plain(dict(counted.named)),
        **plain(dict(counted.facts)),
        "findings": list(counted.findings),
    }
    if main:
        made |= plain(
            {
                "legal_raw": main.raw,
                "legal_last": main.last,
                "firm_last": main.firm,
                "printed": main.printed,
                "controls": main.controls,
            }
        )
    if counted.verdict:
        made["verdict"] = counted.verdict["en"]
    return made


def _rule(rule: Rule) -> dict[str, Any]:
    return {
        "rule": rule.id,
        "title": dict(rule.title),
        "office": rule.office,
        "from": rule.counts_from,
        "selector": rule.selector,
        "attorney_only": rule.attorney_only,
        "inputs": [
            {name: plain(value) for name, value in vars(one).items()}
            for one in rule.inputs
        ],
        "versions": [_version(one) for one in rule.versions],
    }


def _version(version: Version) -> dict[str, Any]:
    names = ("version", "status", "status_from", "effective_from", "effective_until")
    return {
        name: plain(getattr(version, name)) for name in (*names, "source", "reviewed")
    }
