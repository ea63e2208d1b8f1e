"""What the papers say of the code is there in the code."""

from __future__ import annotations

import re
from datetime import timedelta
from fnmatch import fnmatch
from pathlib import Path

import pytest
from django.conf import settings

from harborlight.config import cli
from harborlight.firm import links, sessions
from harborlight.firm.roles import DESK
from tests.guards.asking import routes
from tests.setup.features import ALL, shown

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"
SETTINGS = ROOT / "harborlight" / "config" / "settings.py"
COMMANDS = ROOT / "harborlight" / "config" / "commands"
NOT_YET = "not yet"
NAMED = re.compile(r"`((?:tests|harborlight)/[\w/]+\.py::test_\w+)`")
TEXTS = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted(DOCS.rglob("*.md"))]


def test_every_variable_of_the_settings_is_explained():
    read = set(re.findall(r'env\.\w+\(\s*"(\w+)"', SETTINGS.read_text()))
    for path in COMMANDS.glob("*.py"):
        read |= set(re.findall(r'envvar="(\w+)"', path.read_text()))
    told = set(re.findall(r"^\| `(\w+)` \|", (DOCS / "operators.md").read_text(), re.M))
    assert read - told == set()
    assert told - read - {"HARBORLIGHT_NOW"} == set()


def test_every_feature_has_its_line():
    assert [number for number, _, _ in _lines()] == ALL


def test_how_many_there_are_is_said_first():
    tested = sum(bool(test) for _, _, test in _lines())
    told = f"Of {len(ALL)} features {tested} name a test;"
    assert told in (DOCS / "features.md").read_text()


def test_every_feature_that_is_there_names_a_test_that_shows_it():
    """A line without a test is a promise: it says "not yet", or what shows it."""
    bare = [
        number for number, where, test in _lines() if not test and NOT_YET not in where
    ]
    assert bare == []


def test_the_tests_that_features_name_carry_their_number():
    named = {number: NAMED.fullmatch(test) for number, _, test in _lines() if test}
    tests = shown()
    wrong = [
        number
        for number, found in named.items()
        if not found
        or not {found[1], found[1].split("::")[0]} & {*tests.get(number, [])}
    ]
    assert wrong == []
    for found in named.values():
        path, _, test = found[1].partition("::")
        assert f"def {test}(" in (ROOT / path).read_text(), found[1]


def test_what_is_refused_about_money_names_tests_that_are_there():
    named = NAMED.findall((DOCS / "money-refusals.md").read_text())
    assert len(named) > 40
    for one in named:
        path, _, test = one.partition("::")
        assert f"def {test}(" in (ROOT / path).read_text(), one


def test_a_feature_that_a_test_shows_does_not_stand_without_it():
    without = {number for number, _, test in _lines() if not test}
    assert without & set(shown()) == set()


def test_where_a_feature_is_seen_is_there():
    """A route, a command, a paper of this folder, or a guard."""
    there = {route.name for route in routes()} | {path.name for path in DOCS.iterdir()}
    guards = Path(__file__).parent
    there |= {path.name for path in guards.iterdir()} | {
        path.stem for path in guards.iterdir()
    }
    there |= {f"harborlight {name}" for name in cli.main.list_commands(None)}
    named = [one for _, where, _ in _lines() for one in re.findall("`(.+?)`", where)]
    assert [one for one in named if not _stands(one, there)] == []


def _stands(name: str, there: set[str]) -> bool:
    """Whether it is one of these; of a longer command its beginning, or a path."""
    start = " ".join(name.split()[:2])
    return bool({name, start} & there) or (ROOT / name).exists()


def test_marks_name_features_that_exist():
    assert set(shown()) <= set(ALL)


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.name)
def test_links_between_the_papers_lead_somewhere(path):
    for target in re.findall(r"\]\(([^)#:]+)\)", path.read_text()):
        assert (path.parent / target).exists(), target


@pytest.mark.feature("F246")
def test_what_security_promises_is_shown_by_something_that_is_there():
    there = {
        path.as_posix() for path in ROOT.glob("**/*.*") if ".venv" not in path.parts
    }
    rows = re.findall(r"^\|.*\|$", (DOCS / "security.md").read_text(), re.M)
    named = {
        one for row in rows for one in re.findall(r"`([\w/*-]+\.(?:py|lock))`", row)
    }
    assert len(named) > 10
    for one in named:
        assert [path for path in there if fnmatch(path, f"*/{one}")], one


@pytest.mark.feature("F295")
def test_the_page_that_gets_clients_started_gives_the_times_and_lengths_of_the_house():
    page = _section("For clients")
    steps = re.findall(r"^\d\. \*\*(.+?)\*\*", page, re.M)
    assert [step.split()[0] for step in steps] == [
        "Open", "Start", "Answer", "Send", "Read", "Pay.",
    ]  # fmt: skip
    assert timedelta(days=3) == links.VALID_FOR and "for three days" in page
    assert f"a password of {min_length()} letters or more" in page
    assert f"After {sessions.CLIENT.idle // 60} minutes without a touch" in page


def min_length():
    rules = (rule.get("OPTIONS", {}) for rule in settings.AUTH_PASSWORD_VALIDATORS)
    return next(rule["min_length"] for rule in rules if "min_length" in rule)


@pytest.mark.feature("F304")
@pytest.mark.parametrize("role", sorted(DESK))
def test_the_guide_says_what_each_part_at_the_desk_is_there_for(role):
    name = str(role.label).split(" and ")[0]
    assert re.search(rf"\*\*[^*]*{name}", _section("At the desk"), re.IGNORECASE)


def _section(title: str) -> str:
    return (DOCS / "users.md").read_text().split(f"## {title}\n")[1].split("\n## ")[0]


def _lines() -> list[tuple[str, str, str]]:
    """Each line of the list of features: its number, where it is, what shows it."""
    rows = re.findall(r"^\| F\d{3} \|.*$", (DOCS / "features.md").read_text(), re.M)
    cells = ([cell.strip() for cell in row.strip("|").split("|")] for row in rows)
    return [(number, where, test) for number, _what, where, test in cells]
