"""Questions that another page closes: what was written for them is told, not lost."""

from __future__ import annotations

import pytest
from django.urls import reverse

from harborlight.portal.tests.test_meanwhile import Tab
from harborlight.portal.tests.test_pages import words_of
from harborlight.questionnaires.models import Sent

pytestmark = pytest.mark.feature("F074")
HOME, STREET = "petitioner-mailing-same_as_home", "petitioner-mailing-street"
READS, LANGUAGE = "petitioner-reads_english", "petitioner-language"


def at(begun, screen):
    sent = Sent.objects.get(party=begun.petitioner)
    return reverse("portal:screen", args=[sent.key, f"petitioner-{screen}"])


@pytest.fixture
def address(marias, begun):
    """Two pages are open: the one that asks whether, and the one that asks where."""
    whether = Tab(marias, at(begun, "mail"))
    whether.boxes[HOME] = "no"
    whether.send()
    where = Tab(marias, at(begun, "mail-place"))
    whether = Tab(marias, at(begun, "mail"))
    whether.boxes[HOME] = "yes"
    whether.send()
    return where


def test_a_page_that_was_closed_meanwhile_says_what_was_written(marias, address):
    address.boxes[STREET] = "Calle del Puerto 12"
    page = address.send(follow=True)
    assert page.status_code == 200
    assert "These questions are not asked any more" in words_of(page)
    assert "What is the street and house number?”: Calle del Puerto 12" in words_of(
        page
    )


def test_a_page_that_saves_itself_is_told_so_and_keeps_its_words(address):
    address.boxes[STREET] = "Calle del Puerto 12"
    told = address.send(headers={"X-Keeps-Words": "1"})
    assert (told.status_code, told.json()["why"]) == (409, "closed")


@pytest.fixture
def asked(marias, begun):
    """A page that asks for a language, as it stood before another page closed that."""

    def before(known=""):
        whether = Tab(marias, at(begun, "language"))
        whether.boxes[READS] = "no"
        whether.send()
        first = Tab(marias, at(begun, "language"))
        first.boxes[LANGUAGE] = known
        first.send()
        tab, other = (Tab(marias, at(begun, "language")) for _ in range(2))
        other.boxes[READS] = "yes"
        other.send()
        return tab

    return before


def test_a_question_that_was_closed_meanwhile_says_what_was_written(asked):
    tab = asked()
    tab.boxes[LANGUAGE] = "Kaqchikel"
    told = tab.send(headers={"X-Keeps-Words": "1"}).json()
    assert told["unheard"].endswith("Which language do you know best?”: Kaqchikel")
    page = tab.send(follow=True)
    assert "Which language do you know best?”: Kaqchikel" in words_of(page)


def test_what_nobody_touched_is_not_told(asked):
    assert asked("Spanish").save_by_itself()["unheard"] == ""


def test_a_page_that_never_was_is_not_there(marias, begun):
    assert marias.get(at(begun, "mail-place")).status_code == 404
    assert marias.post(at(begun, "nothing"), {}).status_code == 404
