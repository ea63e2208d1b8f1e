"""What the papers say of the code is there in the code."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.setup.features import ALL, shown

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"
SETTINGS = ROOT / "harborlight" / "config" / "settings.py"
TEXTS = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted(DOCS.rglob("*.md"))]


def test_every_variable_of_the_settings_is_explained():
    read = set(re.findall(r'env\.\w+\(\s*"(\w+)"', SETTINGS.read_text()))
    told = set(re.findall(r"^\| `(\w+)` \|", (DOCS / "operators.md").read_text(), re.M))
    assert read - told == set()
    assert told - read - {"HARBORLIGHT_NOW"} == set()


def test_every_feature_has_its_line():
    lines = re.findall(r"^\| (F\d{3}) \|", (DOCS / "features.md").read_text(), re.M)
    assert lines == ALL


def test_the_tests_that_features_name_are_there():
    named = re.findall(r"`((?:tests|harborlight)/[^`]*\.py)(?:::(\w+))?`", _features())
    for path, test in named:
        text = (ROOT / path).read_text()
        assert not test or f"def {test}(" in text, (path, test)


def test_marks_name_features_that_exist():
    assert set(shown()) <= set(ALL)


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.name)
def test_links_between_the_papers_lead_somewhere(path):
    for target in re.findall(r"\]\(([^)#:]+)\)", path.read_text()):
        assert (path.parent / target).exists(), target


def _features() -> str:
    return (DOCS / "features.md").read_text()
