"""What a client without a portal said on paper, typed at the desk."""

from datetime import UTC, datetime

import pytest
from django.urls import reverse

from harborlight.cases.actions import raise_wall
from harborlight.facts.models import Entry, Fact
from harborlight.facts.queries import sheet
from harborlight.firm.clock import standing_at
from harborlight.firm.models import Event, User
from harborlight.firm.roles import Role
from harborlight.questionnaires.actions import answer, begin_entry
from harborlight.questionnaires.models import Sent
from harborlight.questionnaires.queries import get_sent, read, sent_to
from harborlight.staff.tests.at_the_desk import at_the_desk, joined, told, words
from tests.cast import join
from tests.whole_case import begin, furnish

NOW = datetime(2026, 6, 15, 15, tzinfo=UTC)
HOME = {
    "petitioner-addresses-country": "US",
    "petitioner-addresses-street": "12 Peña Street",
    "petitioner-addresses-city": "Austin",
    "petitioner-addresses-state": "TX",
    "petitioner-addresses-zip": "78701",
    "petitioner-addresses-from": "2019-04",
    "petitioner-addresses-current": "yes",
}


@pytest.fixture(autouse=True)
def _on_one_day():
    with standing_at(NOW):
        yield


@pytest.fixture
def begun(clock, ada):
    furnish(clock)
    return begin(ada)


def several(begun, group="addresses", entry=None, page=None):
    place = [begun.case.pk, begun.petitioner.person_id, group]
    if entry is None:
        return reverse("staff:add-row", args=place)
    return reverse(f"staff:{page or 'row'}", args=[*place, entry])


def known(paul, begun):
    return sheet(paul, begun.case, begun.petitioner.person)


def added(paul, begun, **also):
    """The desk after one address was typed, and the address's id."""
    desk = at_the_desk(paul)
    page = desk.post(several(begun), HOME | also, follow=True)
    assert told(page) == ["Saved"]
    return desk, known(paul, begun).entries["addresses"][-1]


def as_shown(page):
    """What the page's form would send if nobody touched it."""
    form = page.context["form"]
    return {
        name: value
        for name in form.fields
        if (value := form[name].value()) not in (None, "")
    }


@pytest.mark.feature("F068")
def test_one_more_of_several_is_typed_in_one_go_and_its_source_is_staff(paul, begun):
    desk = at_the_desk(paul)
    page = desk.get(reverse("staff:case-answers", args=[begun.case.pk]))
    assert several(begun) in page.content.decode()
    assert "Add: a place where you lived" in words(page)
    assert "Please add the place where you live now." in words(page)
    _desk, entry = added(paul, begun)
    fact = Fact.objects.get(entry=entry, name="addresses[].street")
    assert (fact.value, fact.source, fact.reason) == ("12 Peña Street", "staff", "")
    page = desk.get(reverse("staff:case-answers", args=[begun.case.pk]))
    assert "12 Peña Street" in words(page)
    assert "Entered by Paul" in words(page)
    assert "Add another address" in words(page)
    assert "Please add the place where you live now." not in words(page)
    assert Event.objects.filter(kind="facts.corrected").count() == 0


def test_save_and_add_another_goes_straight_to_the_next_one(paul, begun):
    desk = at_the_desk(paul)
    page = desk.post(several(begun), HOME | {"another": "1"})
    assert page.url == several(begun)
    page = desk.get(several(begun))
    assert "Number 2" in words(page)
    assert "12 Peña Street" not in words(page)


def test_a_wrong_value_comes_back_with_everything_that_was_typed(paul, begun):
    said = HOME | {"petitioner-addresses-zip": "787", "another": "1"}
    page = at_the_desk(paul).post(several(begun), said)
    assert page.status_code == 422
    assert "12 Peña Street" in words(page)
    assert Entry.objects.count() == 0


def test_what_the_other_answers_do_not_ask_for_is_refused(paul, begun):
    said = HOME | {"petitioner-addresses-to": "2024-01"}
    page = at_the_desk(paul).post(several(begun), said)
    assert page.status_code == 422
    assert "With the other answers this is not asked." in words(page)
    assert "Only where" in words(page)
    assert Entry.objects.count() == 0


def test_an_empty_one_is_not_added_and_the_same_one_not_twice(paul, begun):
    desk = at_the_desk(paul)
    page = desk.post(several(begun), {})
    assert "Nothing is written yet." in words(page)
    added(paul, begun)
    page = desk.post(several(begun), HOME)
    assert "This is what we have already." in words(page)
    assert Entry.objects.count() == 1


def test_there_is_an_end_to_how_many_can_be_added(paul, begun):
    desk = at_the_desk(paul)
    for name in ("Rosa", "Luis"):
        said = {"petitioner-parents-given": name, "another": "1"}
        page = desk.post(several(begun, "parents"), said)
        assert page.status_code == 302
    page = desk.post(several(begun, "parents"), {"petitioner-parents-given": "Eva"})
    assert "No more than 2 can be added." in words(page)


@pytest.mark.feature("F117")
def test_changing_what_stands_asks_why_and_filling_a_gap_does_not(paul, begun):
    desk, entry = added(paul, begun)
    said = as_shown(desk.get(several(begun, entry=entry)))
    page = desk.post(
        several(begun, entry=entry), said | {"petitioner-addresses-street": "9 Oak"}
    )
    assert page.status_code == 422
    assert "Write where you have this from." in words(page)
    assert "9 Oak" in words(page)
    filled = {"petitioner-addresses-unit_kind": "apt", "petitioner-addresses-unit": "4"}
    page = desk.post(several(begun, entry=entry), said | filled)
    assert page.status_code == 302
    said = as_shown(desk.get(several(begun, entry=entry)))
    said |= {"petitioner-addresses-street": "9 Oak", "reason": "Lease"}
    assert desk.post(several(begun, entry=entry), said).status_code == 302
    fact = Fact.objects.get(entry=entry, name="addresses[].street", replaced_at=None)
    assert (fact.value, fact.reason) == ("9 Oak", "Lease")
    assert Event.objects.filter(kind="facts.corrected").count() == 1


@pytest.fixture
def hers(paul, begun, maria):
    """An address that the client herself began, and how she writes into it."""
    client = joined(begun, petitioner=maria)["petitioner"]
    sent = next(
        one
        for one in sent_to(paul, begun.case)
        if one.person_id == begun.petitioner.person_id
    )
    sent = get_sent(client, sent.pk)
    loop = read(sent.questionnaire).loop("petitioner.addresses")
    entry = begin_entry(client, sent, loop)

    def writes(name, value):
        answer(
            client,
            sent,
            screen="petitioner-address-place",
            answers={f"petitioner.addresses[].{name}": value},
            entry=entry.pk,
        )

    writes("street", "1 Old Road")
    return entry.pk, writes


def test_what_the_client_changed_meanwhile_is_not_overwritten_unseen(paul, begun, hers):
    entry, writes = hers
    desk = at_the_desk(paul)
    said = as_shown(desk.get(several(begun, entry=entry)))
    writes("street", "2 New Road")
    said |= {"petitioner-addresses-street": "3 Desk Road", "reason": "By phone"}
    page = desk.post(several(begun, entry=entry), said)
    assert page.status_code == 422
    assert "Now: 2 New Road" in words(page)
    assert "3 Desk Road" in words(page)
    said = as_shown(page)
    assert desk.post(several(begun, entry=entry), said).status_code == 302
    assert known(paul, begun).get("addresses[].street", entry) == "3 Desk Road"


def test_what_nobody_touched_at_the_desk_gives_way_to_the_client(paul, begun, hers):
    entry, writes = hers
    desk = at_the_desk(paul)
    said = as_shown(desk.get(several(begun, entry=entry)))
    writes("street", "2 New Road")
    said |= {"petitioner-addresses-city": "Waco"}
    assert desk.post(several(begun, entry=entry), said).status_code == 302
    stands = known(paul, begun)
    assert stands.get("addresses[].street", entry) == "2 New Road"
    assert stands.get("addresses[].city", entry) == "Waco"


def test_one_is_taken_back_with_a_reason_unless_it_changed_meanwhile(paul, begun, hers):
    entry, writes = hers
    desk = at_the_desk(paul)
    address = several(begun, entry=entry, page="take-row-back")
    over = desk.get(several(begun, entry=entry)).context["filling"].word
    assert desk.post(address, {"over": over}).status_code == 422
    writes("city", "Waco")
    page = desk.post(address, {"over": over, "reason": "Twice"})
    assert "Somebody changed it meanwhile." in words(page)
    assert "Waco" in words(page)
    back = page.context["back"]
    insisted = {name: back[name].value() for name in back.fields}
    page = desk.post(address, insisted, follow=True)
    assert "It was removed." in told(page)[0]
    assert known(paul, begun).entries == {}
    assert Event.objects.filter(kind="facts.entry-taken-back").count() == 1


def test_words_for_one_that_was_taken_back_meanwhile_are_kept(paul, begun):
    desk, entry = added(paul, begun)
    over = desk.get(several(begun, entry=entry)).context["filling"].word
    back = several(begun, entry=entry, page="take-row-back")
    desk.post(back, {"over": over, "reason": "Twice"})
    said = HOME | {"petitioner-addresses-street": "9 Oak", "reason": "Lease"}
    page = desk.post(several(begun, entry=entry), said)
    assert page.status_code == 422
    assert "Somebody removed this one" in words(page)
    assert "9 Oak" in words(page)
    assert page.context["here"] == several(begun)
    assert desk.get(several(begun, entry=entry)).status_code == 302


def test_a_screen_of_single_questions_is_typed_in_one_go(paul, begun):
    desk = at_the_desk(paul)
    place = [begun.case.pk, begun.petitioner.person_id, "petitioner-birth"]
    address = reverse("staff:fill-screen", args=place)
    said = as_shown(desk.get(address))
    said |= {
        "petitioner-birth-city": "Sonsonate",
        "petitioner-birth-country": "SV",
        "petitioner-sex": "female",
    }
    page = desk.post(address, said, follow=True)
    assert told(page) == ["Saved"]
    stands = known(paul, begun)
    assert stands.get("birth.city") == "Sonsonate"
    assert stands.get("birth.date") == "1988-04-12"


def test_a_wrong_height_comes_back_to_the_desk_as_it_was_typed(paul, begun):
    place = [begun.case.pk, begun.petitioner.person_id, "petitioner-body"]
    said = {"petitioner-height": "1.63", "petitioner-weight": "64"}
    page = at_the_desk(paul).post(reverse("staff:fill-screen", args=place), said)
    assert page.status_code == 422
    assert {name: page.context["form"][name].value() for name in said} == said
    assert "There is a problem" in words(page)


def test_the_first_answer_to_one_question_needs_no_reason(paul, begun):
    place = [begun.case.pk, begun.petitioner.person_id, "birth.city"]
    page = at_the_desk(paul).post(
        reverse("staff:answer", args=place), {"value": "Sonsonate"}, follow=True
    )
    assert told(page) == ["Saved"]
    assert Event.objects.filter(kind="facts.corrected").count() == 0


def test_only_those_who_correct_answers_enter_them(harbor, rita, begun):
    for role in (Role.AUDITOR, Role.INTAKE, Role.CLIENT_SERVICES):
        desk = at_the_desk(join(harbor, f"Some {role}", role))
        assert desk.get(several(begun)).status_code == 403
        assert desk.post(several(begun), HOME).status_code == 403
        page = desk.get(reverse("staff:case-answers", args=[begun.case.pk]))
        assert several(begun) not in page.content.decode()
    assert at_the_desk(rita).get(several(begun)).status_code == 404
    assert at_the_desk(rita).post(several(begun), HOME).status_code == 404
    assert Entry.objects.count() == 0


def test_a_link_to_a_question_begins_there(paul, begun):
    desk, entry = added(paul, begun)
    address = several(begun, entry=entry)
    page = desk.get(f"{address}?at=addresses.zip")
    form = page.context["form"]
    assert form.fields["petitioner-addresses-zip"].widget.attrs["autofocus"]
    assert page.context["here"] == f"{address}?at=addresses.zip"


def test_a_group_that_the_questions_leave_out_is_asked_as_a_whole(paul, begun):
    desk = at_the_desk(paul)
    said = {
        "petitioner-children-given": "Diego",
        "petitioner-children-birth_date": "2012-04-30",
    }
    page = desk.post(several(begun, "children"), said, follow=True)
    assert told(page) == ["Saved"]
    stands = known(paul, begun)
    child = stands.entries["children"][0]
    assert stands.get("children[].birth_date", child) == "2012-04-30"


def test_somebody_without_questions_has_groups_to_add_to(paul, begun):
    Sent.objects.filter(person=begun.petitioner.person).delete()
    desk = at_the_desk(paul)
    page = desk.get(
        reverse("staff:answers-of", args=[begun.case.pk, begun.petitioner.person_id])
    )
    assert several(begun, "jobs") in page.content.decode()
    page = desk.post(several(begun), HOME, follow=True)
    assert told(page) == ["Saved"]
    assert "12 Peña Street" in words(page)


def test_whoever_stands_behind_a_wall_enters_nothing(ada, paul, begun):
    raise_wall(ada, begun.case, user=User.objects.get(pk=paul.user_id), reason="Kin")
    assert at_the_desk(paul).get(several(begun)).status_code == 404
    assert at_the_desk(paul).post(several(begun), HOME).status_code == 404
    assert Entry.objects.count() == 0


def test_groups_and_entries_that_are_not_of_the_person_are_not_there(paul, begun):
    desk, entry = added(paul, begun)
    assert desk.get(several(begun, "pets")).status_code == 404
    assert desk.get(several(begun, "jobs", entry)).status_code == 404
    place = [begun.case.pk, begun.beneficiary.person_id, "addresses", entry]
    assert desk.get(reverse("staff:row", args=place)).status_code == 404
