"""A house for each story: its data folder, its database, and no server unless asked."""

from __future__ import annotations

import json

import pytest

from tests.browser.house import house as a_house


@pytest.fixture
def empty_house():
    with a_house() as made:
        yield made


@pytest.fixture
def play(empty_house):
    """Run one of the scripts of this folder as a process; what it printed."""

    def run(script: str, *words: str):
        return json.loads(
            empty_house.python("-m", f"tests.faults.{script}", *words).stdout
        )

    return run


@pytest.fixture
def which(request):
    """All steps where everything is tried, else a good sample of them."""
    return ["--all"] if request.param == "all" else []


def pytest_generate_tests(metafunc):
    if "which" in metafunc.fixturenames:
        everything = pytest.param("all", marks=pytest.mark.everything)
        metafunc.parametrize("which", ["some", everything], indirect=True)
