"""What is installed is exactly what was tried: each file by its hash, from wherever."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

REQUIREMENTS = Path(__file__).parents[2] / "requirements"
LOCKS = sorted(REQUIREMENTS.glob("*.lock"))
PIN = re.compile(r"([a-z0-9-]+)(?:\[[a-z0-9,-]+\])?==[0-9a-z.+!]+(?: ; [^/@]+)? \\")
HASH = re.compile(r"    --hash=sha256:[0-9a-f]{64}( \\)?")
WANTED = re.compile(r"^[a-z][a-z0-9-]+", re.MULTILINE)


def pins(path):
    """How many hashes each package has. Any other line is none that we know."""
    found, last = {}, ""
    for line in path.read_text().splitlines():
        if pin := PIN.fullmatch(line):
            last = pin.group(1)
            found[last] = 0
        else:
            assert HASH.fullmatch(line), line
            found[last] += 1
    return found


def test_each_list_of_what_is_wanted_has_its_lock():
    wanted = {path.stem for path in REQUIREMENTS.glob("*.in")}
    assert {path.stem for path in LOCKS} == wanted == {"runtime", "test", "bench"}


@pytest.mark.parametrize("path", LOCKS, ids=lambda path: path.name)
def test_a_lock_pins_each_package_by_hashes_and_names_no_host(path):
    found = pins(path)
    assert len(found) > 10
    assert {name for name, hashes in found.items() if not hashes} == set()


@pytest.mark.parametrize("path", LOCKS, ids=lambda path: path.name)
def test_what_is_wanted_is_in_the_lock(path):
    text = path.with_suffix(".in").read_text()
    assert "://" not in text
    assert set(WANTED.findall(text)) - set(pins(path)) == set()
