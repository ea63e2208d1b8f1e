"""Several of a kind, changed from two pages at once: each word stays with its own."""

from __future__ import annotations

import pytest
from django.urls import reverse

from harborlight.portal.tests.test_meanwhile import Tab
from harborlight.portal.tests.test_pages import words_of
from harborlight.questionnaires.models import Sent

pytestmark = pytest.mark.feature("F074")
FAMILY = "petitioner-other_names-family"
GIVEN = "petitioner-other_names-given"


def at(begun, name, screen, *place):
    sent = Sent.objects.get(party=begun.petitioner)
    return reverse(f"portal:{name}", args=[sent.key, f"petitioner-{screen}", *place])


@pytest.fixture
def names(marias, begun):
    """Dos, Tres and Cuatro, in this order."""
    asked = Tab(marias, at(begun, "screen", "other-names"))
    asked.boxes["petitioner-has_other_names"] = "yes"
    asked.send()
    for place, name in enumerate(("Dos", "Tres", "Cuatro")):
        marias.post(at(begun, "entry-add", "other-name-list"))
        tab = Tab(marias, at(begun, "screen-of-entry", "other-name", place))
        tab.boxes |= {FAMILY: name, GIVEN: "María"}
        assert tab.send().status_code == 302
    return at(begun, "screen", "other-name-list")


def opened(marias, begun, place):
    return Tab(marias, at(begun, "screen-of-entry", "other-name", place))


def remove(marias, begun, names, place):
    page = marias.get(names).content.decode()
    entry = page.split('name="entry" value="')[place + 1].partition('"')[0]
    marias.post(at(begun, "entry-remove", "other-name-list", place), {"entry": entry})


def families(marias, begun, many):
    return [opened(marias, begun, place).boxes[FAMILY] for place in range(many)]


@pytest.mark.parametrize("kept", [False, True])
def test_words_go_to_the_entry_that_was_opened_wherever_it_stands_now(
    marias, begun, names, kept
):
    """Also where they were kept over the end of a session, with the path alone."""
    tab = opened(marias, begun, 1)
    if kept:
        tab.where = tab.where.partition("?")[0]
    remove(marias, begun, names, 0)
    tab.boxes[FAMILY] = "Tres corregido"
    assert tab.send().status_code == 302
    assert families(marias, begun, 2) == ["Tres corregido", "Cuatro"]


def test_words_for_an_entry_that_was_removed_are_told_and_go_nowhere_else(
    marias, begun, names
):
    tab = opened(marias, begun, 1)
    remove(marias, begun, names, 1)
    tab.boxes[FAMILY] = "Tres corregido"
    told = tab.send(headers={"X-Keeps-Words": "1"})
    assert (told.status_code, told.json()["why"]) == (409, "closed")
    assert [line.endswith("”: Tres corregido") for line in told.json()["lines"]] == [
        True
    ]
    page = words_of(tab.send(follow=True))
    assert "”: Tres corregido" in page and "”: María" not in page
    assert families(marias, begun, 2) == ["Dos", "Cuatro"]
