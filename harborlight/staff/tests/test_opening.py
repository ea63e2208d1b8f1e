import re
from datetime import timedelta

import pytest
from django.urls import reverse

from harborlight.cases.actions import change_access
from harborlight.cases.queries import cases, parties, team
from harborlight.facts.models import Fact
from harborlight.firm.clock import now, standing_at
from harborlight.firm.models import Event, Job
from harborlight.firm.roles import Role
from harborlight.people.actions import AlreadyDecided
from harborlight.people.models import ConflictCheck, Invitation, Person
from harborlight.staff.tests.desk import sign_in, text_of
from harborlight.staff.tests.newcomers import NEW, checked, said
from harborlight.workflow.actions import take_up
from harborlight.workflow.models import HandedOver
from harborlight.workflow.queries import handed_over
from tests.cast import join
from tests.whole_case import MARIA, begin, furnish


@pytest.fixture
def firm(clock):
    furnish(clock)


@pytest.mark.feature("F298")
def test_the_way_to_a_new_case_begins_on_the_first_page(firm, ada):
    client = sign_in(ada)
    assert reverse("staff:new-case") in text_of(client.get("/staff/"))
    choice = text_of(client.get("/staff/cases/new/"))
    assert NEW in choice and "I-130 spouse" in choice
    assert "5 papers" in choice and "G-28, I-130, I-130A" in choice
    page = text_of(client.get(NEW))
    assert "Petitioner" in page and "Beneficiary" in page


@pytest.mark.feature("F033")
def test_a_case_is_opened_after_a_check_that_found_nobody(firm, ada):
    client = sign_in(ada)
    words = checked(client, said(ada))
    answer = client.post(NEW, words | {"step": "open", "invite": "yes"})
    case = cases(ada).get()
    assert answer.headers["Location"] == reverse("staff:case", args=[case.pk])
    assert {row.person.family_name for row in parties(ada, case)} == {
        "Rivas Peña",
        "Haddad",
    }
    assert Invitation.objects.count() == 2
    assert Job.objects.filter(task__contains="send_invitation").count() == 2
    assert ConflictCheck.objects.get().decision == "clear"


def test_nobody_is_invited_unless_the_box_is_ticked(firm, ada):
    client = sign_in(ada)
    client.post(NEW, checked(client, said(ada)) | {"step": "open"})
    assert cases(ada).count() == 1
    assert Invitation.objects.count() == 0


def test_a_form_that_is_wrong_comes_back_with_every_word(firm, ada):
    words = said(ada, **{"petitioner-family_name": "", "beneficiary-email": "omar@"})
    answer = sign_in(ada).post(NEW, words | {"step": "check"})
    page = text_of(answer)
    assert answer.status_code == 422
    assert "Enter the family name, as in the passport." in page
    assert 'value="omar@"' in page and 'value="María"' in page
    assert ConflictCheck.objects.count() == 0


def test_a_name_that_has_no_room_is_not_cut_off_but_said_to_be_too_long(firm, ada):
    client, long = sign_in(ada), "Núñez" * 1000
    box = re.search(
        r'<input[^>]*name="petitioner-family_name"[^>]*>', text_of(client.get(NEW))
    )
    assert box and "maxlength" not in box[0]
    words = said(ada, **{"petitioner-family_name": long})
    page = text_of(client.post(NEW, words | {"step": "check"}))
    assert "There is room for 80 letters; this has 5000." in page and long in page


def test_to_change_the_people_keeps_what_was_typed(firm, ada):
    client = sign_in(ada)
    words = checked(client, said(ada))
    answer = client.post(NEW, words | {"step": "change", "reason": "Two sisters."})
    page = text_of(answer)
    assert answer.status_code == 200
    assert 'value="Rivas Peña"' in page and "Two sisters." in page


@pytest.mark.parametrize("late", [False, True])
def test_an_old_check_or_one_of_others_is_refused_with_the_way_on(firm, ada, late):
    client = sign_in(ada)
    words = checked(client, said(ada))
    also = {} if late else {"petitioner-family_name": "Rivas"}
    with standing_at(now() + timedelta(hours=25) if late else now()):
        client = sign_in(ada)
        answer = client.post(NEW, words | also | {"step": "open"})
    page = text_of(answer)
    assert answer.status_code == 422
    assert "Check again: nothing you typed is lost." in page
    assert 'value="Haddad"' in page
    assert cases(ada).count() == 0


def test_somebody_the_firm_knows_needs_a_decision_and_may_be_the_same(firm, ada):
    before = begin(ada)
    client = sign_in(ada)
    typed = {"petitioner-family_name": MARIA.family_name.upper()}
    typed["petitioner-birth_date_year"] = "1970"
    words = checked(client, said(ada, **typed))
    page = text_of(client.post(NEW, words | {"step": "check"}))
    assert before.case.number in page and "Same email" in page
    words |= {"check": ConflictCheck.objects.latest("asked_at").key, "step": "open"}
    answer = client.post(NEW, words)
    assert answer.status_code == 422
    assert "Choose one of the two." in text_of(answer)
    known = {
        "known-petitioner": str(before.petitioner.person_id),
        "known-beneficiary": str(before.beneficiary.person_id),
    }
    decided = {"decision": "clear", "reason": "They came back."}
    answer = client.post(NEW, words | known | decided)
    assert answer.status_code == 302, text_of(answer)
    assert Person.objects.count() == 2
    assert cases(ada).count() == 2
    assert {case.title for case in cases(ada)} == {before.case.title}
    facts = Fact.objects.filter(name__in=["name.family", "birth.date"])
    told = {
        fact.value for fact in facts if fact.person_id == before.petitioner.person_id
    }
    assert told == {MARIA.family_name, MARIA.birth_date.isoformat()}


def test_a_new_card_with_a_known_address_is_refused_and_the_words_stay(firm, ada):
    begin(ada)
    client = sign_in(ada)
    words = checked(client, said(ada))
    decided = {"step": "open", "decision": "clear", "reason": "Namesakes of ours."}
    decided |= {"known-petitioner": "new", "known-beneficiary": "new"}
    answer = client.post(NEW, words | decided)
    page = text_of(answer)
    assert answer.status_code == 422
    assert "has this e-mail address" in page
    assert "Namesakes of ours." in page and 'value="Haddad"' in page
    assert cases(ada).count() == 1


def test_a_conflict_opens_no_case_and_its_reason_is_kept(firm, ada):
    begin(ada)
    client = sign_in(ada)
    words = checked(client, said(ada))
    decided = {"step": "open", "decision": "conflict", "reason": "We sued him."}
    decided |= {"known-petitioner": "new", "known-beneficiary": "new"}
    answer = client.post(NEW, words | decided)
    assert answer.headers["Location"] == "/staff/cases/"
    assert cases(ada).count() == 1
    check = ConflictCheck.objects.get()
    assert (check.decision, check.reason) == ("conflict", "We sued him.")


def test_a_check_says_that_there_is_somebody_and_never_who_behind_a_closed_case(
    firm, ada, paul
):
    before = begin(ada)
    change_access(ada, before.case, access="team")
    client = sign_in(paul)
    page = text_of(client.post(NEW, said(ada) | {"step": "check"}))
    assert "Somebody in a case you may not open" in page
    assert before.case.number not in page
    assert str(before.petitioner.person_id) not in page


@pytest.mark.parametrize("role", [Role.FINANCE, Role.AUDITOR, Role.PRACTICE_MANAGER])
def test_who_may_not_take_somebody_on_is_refused(firm, harbor, role):
    client = sign_in(join(harbor, "Nora", role))
    assert client.get("/staff/cases/new/").status_code == 403
    assert client.get(NEW).status_code == 403
    assert "New case" not in text_of(client.get("/staff/cases/"))
    assert Event.objects.filter(kind="conflict.checked").count() == 0


def test_a_playbook_that_is_not_there_is_not_found(firm, ada):
    assert sign_in(ada).get("/staff/cases/new/nothing/").status_code == 404


@pytest.mark.feature("F005", "F033")
def test_where_somebody_was_found_a_lawyer_decides_and_nothing_is_typed_twice(
    firm, ada, paul
):
    before = begin(ada)
    desk = sign_in(paul)
    typed = said(ada, **{"petitioner-phone": "512-555-0199"})
    words = checked(desk, typed)
    page = text_of(desk.post(NEW, typed | {"step": "check"}))
    assert "An attorney or a partner has to decide this" in page
    assert 'value="open"' not in page
    # Whatever is sent, a paralegal clears nothing.
    words |= {"check": ConflictCheck.objects.latest("asked_at").key}
    decided = {"step": "open", "decision": "clear", "reason": "I know them."}
    known = {
        "known-petitioner": str(before.petitioner.person_id),
        "known-beneficiary": str(before.beneficiary.person_id),
    }
    assert desk.post(NEW, words | decided | known).status_code == 422
    assert cases(ada).count() == 1
    answer = desk.post(NEW, words | {"step": "hand"}, follow=True)
    assert "A lawyer is asked to decide." in text_of(answer)
    lawyer = sign_in(ada)
    today = text_of(lawyer.get("/staff/"))
    assert "New cases for you to decide on" in today
    assert f"{MARIA.given_name} {MARIA.family_name}" in today
    assert "New cases for you to decide on" not in text_of(desk.get("/staff/"))
    handed = HandedOver.objects.get()
    page = text_of(lawyer.get(f"{NEW}?handed={handed.key}"))
    assert 'value="512-555-0199"' in page and f"{paul.name} asks you to decide" in page
    words = checked(lawyer, typed | {"handed": handed.key})
    decided = {"step": "open", "decision": "clear", "reason": "They came back."}
    answer = lawyer.post(NEW, words | decided | known)
    assert answer.status_code == 302, text_of(answer)
    opened = cases(ada).exclude(pk=before.case.pk).get()
    assert paul.user_id in {member.user_id for member in team(ada, opened)}
    assert "New cases for you to decide on" not in text_of(lawyer.get("/staff/"))


def test_what_was_handed_over_is_decided_once(firm, ada, paul):
    begin(ada)
    desk = sign_in(paul)
    desk.post(NEW, checked(desk, said(ada)) | {"step": "hand"})
    handed = HandedOver.objects.get()
    lawyer = sign_in(ada)
    words = checked(lawyer, said(ada, handed=handed.key))
    refused = {"step": "open", "decision": "conflict", "reason": "They are opposed."}
    assert lawyer.post(NEW, words | refused).status_code == 302
    assert not handed_over(ada).exists()
    with pytest.raises(AlreadyDecided):
        take_up(ada, handed, check=ConflictCheck.objects.latest("asked_at"))
    # From a page that was open meanwhile: no second case, and no empty form.
    late = "You decided on this already."
    again = lawyer.post(NEW, words | {"step": "check"}, follow=True)
    assert late in text_of(again)
    assert late in text_of(lawyer.get(f"{NEW}?handed={handed.key}", follow=True))
    assert cases(ada).count() == 1


def test_what_is_handed_over_twice_waits_once(firm, ada, paul):
    begin(ada)
    desk = sign_in(paul)
    words = checked(desk, said(ada)) | {"step": "hand"}
    assert desk.post(NEW, words).status_code == 302
    assert desk.post(NEW, words).status_code == 302
    assert HandedOver.objects.count() == 1
