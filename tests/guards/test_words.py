"""Every sentence has its Spanish, and the same gaps in it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

from harborlight.config.commands.messages import SAID_BY

HOUSE = Path(__file__).parents[2] / "harborlight"
LOCALE = HOUSE / "locale"
RENAMED = re.compile(r"\bn?p?gettext\w* as (\w+)")
CATALOGUES = sorted(LOCALE.glob("es/LC_MESSAGES/*.po"))
GAP = re.compile(r"%\(\w+\)[sd]|%[sd]|\{\w*\}")


def messages(path):
    with path.open("rb") as file:
        return [message for message in read_po(file) if message.id]


def test_there_is_a_spanish_catalogue():
    assert CATALOGUES


def test_no_sentence_is_said_by_a_name_that_nobody_collects():
    names = {
        (str(path.relative_to(HOUSE)), name)
        for path in HOUSE.rglob("*.py")
        for name in RENAMED.findall(path.read_text())
    }
    assert {found for found in names if found[1] not in SAID_BY} == set()


@pytest.mark.feature("F310")
@pytest.mark.parametrize("path", CATALOGUES, ids=lambda path: path.name)
def test_every_sentence_is_in_spanish(path):
    missing = [
        message.id
        for message in messages(path)
        if message.fuzzy or not all(_forms(message.string))
    ]
    assert missing == []


@pytest.mark.parametrize("path", CATALOGUES, ids=lambda path: path.name)
def test_a_translation_has_the_gaps_of_its_sentence(path):
    for message in messages(path):
        # "once more" needs no number where "%(n)s more times" does.
        wanted = [set(GAP.findall(words)) for words in _forms(message.id)]
        for words in filter(None, _forms(message.string)):
            assert set(GAP.findall(words)) in wanted, message.id


def _forms(words) -> list[str]:
    return [words] if isinstance(words, str) else list(words)
