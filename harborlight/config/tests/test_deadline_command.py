"""`harborlight deadline`, as somebody at a shell asks it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner

from harborlight.config.commands.deadline import command
from harborlight.law import deadlines


def asked(*arguments: str):
    return CliRunner().invoke(command, arguments)


@pytest.mark.feature("F132", "F133")
def test_a_deadline_says_its_days_and_why():
    said = asked("D01", "--from", "2026-03-24", "--served", "mail", "--json")
    told = json.loads(said.stdout)
    days = ("legal_raw", "legal_last", "firm_last", "printed", "controls")
    assert [told[name] for name in days] == [
        "2026-06-19",
        "2026-06-22",
        "2026-06-18",
        None,
        "2026-06-22",
    ]
    assert "84 days later: Tue, June 16, 2026." in told["because"]


@pytest.mark.feature("F132")
def test_every_published_example_comes_out_at_the_shell():
    path = Path(deadlines.__file__).parent / "vectors.yaml"
    for one in yaml.safe_load(path.read_text()):
        sets = [f"--set={name}={text}" for name, text in one["said"].items()]
        told = json.loads(asked(one["rule"], *sets, "--json").stdout)
        assert told["because"], one
        for name, wanted in one["want"].items():
            status, dot, rest = name.partition(".")
            others = [other for other in told["others"] if other["status"] == status]
            where = others[0] if dot else told
            assert where[rest or status] == wanted, (one, name)


def test_an_answer_online_does_not_roll():
    said = asked("D04", "--from", "2026-05-20", "--served", "person",
                 "--answered", "online", "--json")  # fmt: skip
    assert json.loads(said.stdout)["controls"] == "2026-06-19"


def test_the_window_names_its_days():
    told = json.loads(asked("D18", "--from", "2027-02-28", "--json").stdout)
    assert (told["opens"], told["closes"]) == ("2026-11-30", "2027-03-01")


def test_a_text_that_is_not_in_force_is_told_beside_and_counts_for_nothing():
    told = json.loads(asked("D14", "--from", "2025-10-10", "--json").stdout)
    assert told["controls"] is None and told["status"] == "stayed"
    assert "no text of this rule is in force" in told["because"][0]
    in_words = asked("D07", "--from", "2026-06-03").stdout
    assert "Not in force (vacated):" in in_words
    assert "file by this day if you can" in in_words


def test_all_rules_are_listed_with_what_they_ask():
    rules = json.loads(asked("rules", "--json").stdout)
    assert len(rules) == 42
    first = rules[0]
    assert first["rule"] == "D01" and first["versions"][0]["source"]
    assert {"served_on", "served", "answered"} <= {
        one["name"] for one in first["inputs"]
    }
    assert "D42" in asked("rules").stdout


@pytest.mark.parametrize(
    ("arguments", "why"),
    [
        (("D01",), "cannot be counted without served_on"),
        (("D99", "--from", "2026-01-01"), "There is no rule D99"),
        (
            ("D01", "--from", "2026-01-01", "--set", "printed"),
            "Write --set printed=VALUE",
        ),
        (("D01", "--from", "2026-13-01"), "does not match"),
        (
            ("D20", "--from", "2026-11-23", "--set", "trips=2024"),
            "as 2026-02-02..2026-03-04",
        ),
    ],
)
def test_what_cannot_be_counted_ends_with_a_sentence(arguments, why):
    said = asked(*arguments)
    assert said.exit_code and why in said.output and "Traceback" not in said.output
