"""What staff type at the desk while the client, or a colleague, changes what it rests on."""

import pytest
from django.urls import reverse

from harborlight.facts.actions import Source, learn
from harborlight.facts.models import Fact
from harborlight.facts.queries import sheet
from harborlight.staff.tests.at_the_desk import at_the_desk, joined, told, words
from harborlight.staff.tests.test_rows import added, as_shown, several
from tests.whole_case import begin, furnish

NUMBERS, CERTIFICATE = "petitioner-numbers", "petitioner-certificate"


@pytest.fixture
def begun(clock, ada):
    furnish(clock)
    return begin(ada)


@pytest.fixture
def says(begun, maria):
    """How the petitioner answers meanwhile."""
    client = joined(begun, petitioner=maria)["petitioner"]

    def answers(**said):
        values = {
            (name.replace("__", "."), None): value for name, value in said.items()
        }
        source = Source(Fact.Source.ANSWER)
        person = begun.petitioner.person
        learn(client, begun.case, person=person, values=values, source=source)

    answers(
        status="us_citizen",
        citizenship__how="naturalization",
        citizenship__has_certificate="yes",
    )
    return answers


def screen(begun, name):
    place = [begun.case.pk, begun.petitioner.person_id, name]
    return reverse("staff:fill-screen", args=place)


def known(paul, begun):
    return sheet(paul, begun.case, begun.petitioner.person)


def test_words_for_a_question_that_the_client_closed_are_not_dropped(paul, begun, says):
    desk = at_the_desk(paul)
    said = as_shown(desk.get(screen(begun, NUMBERS)))
    said |= {
        "petitioner-a_number": "A123456789",
        "petitioner-uscis_account": "012345678901",
    }
    says(citizenship__how="birth")
    page = desk.post(screen(begun, NUMBERS), said)
    assert page.status_code == 422
    assert "some of these questions are not asked any more" in words(page)
    assert "A123456789" in page.content.decode()
    assert known(paul, begun).get("uscis_account") == ""
    said = as_shown(page) | {"petitioner-a_number": ""}
    page = desk.post(screen(begun, NUMBERS), said, follow=True)
    assert told(page) == ["Saved"]
    assert known(paul, begun).get("uscis_account") == "012345678901"


def test_what_nobody_wrote_for_a_closed_question_does_not_matter(paul, begun, says):
    desk = at_the_desk(paul)
    said = as_shown(desk.get(screen(begun, NUMBERS)))
    says(citizenship__how="birth")
    said |= {"petitioner-uscis_account": "012345678901"}
    page = desk.post(screen(begun, NUMBERS), said, follow=True)
    assert told(page) == ["Saved"]


def test_words_for_a_page_that_the_client_closed_stay_there(paul, begun, says):
    desk = at_the_desk(paul)
    said = as_shown(desk.get(screen(begun, CERTIFICATE)))
    said |= {"petitioner-citizenship-certificate_number": "41234567"}
    says(citizenship__has_certificate="no")
    page = desk.post(screen(begun, CERTIFICATE), said)
    assert page.status_code == 422
    assert "some of these questions are not asked any more" in words(page)
    assert "Nothing is written yet." not in words(page)
    assert "41234567" in page.content.decode()
    page = desk.get(screen(begun, CERTIFICATE), follow=True)
    assert told(page) == ["These questions are not asked any more."]


@pytest.fixture
def removed(ada, paul, begun):
    """An address that a colleague removed, while its page was open at Paul's desk."""
    desk, entry = added(paul, begun)
    over = desk.get(several(begun, entry=entry)).context["filling"].word
    said = {"over": over, "reason": "Typed twice"}
    back = several(begun, entry=entry, page="take-row-back")
    assert at_the_desk(ada).post(back, said).status_code == 302
    return desk, entry, said


def test_the_second_who_removes_one_hears_that_it_is_gone(begun, removed):
    desk, entry, said = removed
    back = several(begun, entry=entry, page="take-row-back")
    page = desk.post(back, said, follow=True)
    assert page.status_code == 200
    assert told(page) == ["It was removed already."]


def test_words_for_one_answer_of_an_entry_that_is_gone_are_kept(begun, removed):
    desk, entry, _said = removed
    place = [begun.case.pk, begun.petitioner.person_id, "addresses.street", entry]
    address = reverse("staff:answer-in", args=place)
    said = {"value": "9 Oak Street", "reason": "Her lease", "over": ""}
    page = desk.post(address, said)
    assert page.status_code == 422
    assert "Somebody removed the entry" in words(page)
    assert "9 Oak Street" in page.content.decode()
    assert "Her lease" in page.content.decode()
    page = desk.get(address, follow=True)
    assert told(page) == ["Somebody removed it meanwhile."]


def test_an_answer_of_an_entry_that_was_never_theirs_is_not_there(begun, removed):
    desk, entry, _said = removed
    place = [begun.case.pk, begun.beneficiary.person_id, "addresses.street", entry]
    assert desk.get(reverse("staff:answer-in", args=place)).status_code == 404
    place = [begun.case.pk, begun.petitioner.person_id, "jobs.employer", entry]
    assert desk.get(reverse("staff:answer-in", args=place)).status_code == 404


def test_a_full_group_offers_no_more_and_says_so(paul, begun):
    desk = at_the_desk(paul)
    one_more = several(begun, "parents")
    for name in ("Rosa", "Luis"):
        desk.post(one_more, {"petitioner-parents-given": name})
    first = known(paul, begun).entries["parents"][0]
    page = desk.get(several(begun, "parents", first))
    assert "Save and add another" not in words(page)
    page = desk.get(one_more, follow=True)
    assert told(page) == ["No more than 2 can be added."]
