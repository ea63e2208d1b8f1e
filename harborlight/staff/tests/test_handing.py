"""A new case that was handed to a lawyer: what whoever asked sees and hears of it."""

from __future__ import annotations

import pytest
from django.urls import reverse

from harborlight.cases.actions import raise_wall
from harborlight.cases.queries import activity, cases
from harborlight.firm.acting import Refused
from harborlight.firm.models import Event, Notice, ReaderPosition, User
from harborlight.firm.readers import keep_up_in
from harborlight.firm.roles import Role
from harborlight.people.actions import AlreadyDecided
from harborlight.people.models import ConflictCheck
from harborlight.staff.tests.desk import sign_in, text_of
from harborlight.staff.tests.newcomers import NEW, checked, said
from harborlight.workflow.actions import take_back, turn_down
from harborlight.workflow.models import HandedOver
from harborlight.workflow.queries import handed_over
from tests.cast import join
from tests.whole_case import MARIA, OMAR, begin, furnish

NAMES = f"{MARIA.given_name} {MARIA.family_name}, {OMAR.given_name} {OMAR.family_name}"
DECISIONS = {"case.taken-up", "case.turned-down"}


@pytest.fixture
def before(clock, ada):
    """Maria and Omar are known: a check of theirs finds them."""
    furnish(clock)
    return begin(ada)


@pytest.fixture
def handed(before, ada, paul):
    """Paul asked for them anew, with another phone, and handed it over."""
    return hand_over(paul, ada)


def hand_over(asker, lead):
    desk = sign_in(asker)
    words = checked(desk, said(lead, **{"petitioner-phone": "512-555-0199"}))
    answer = desk.post(NEW, words | {"step": "hand"})
    handed = HandedOver.objects.latest("at")
    assert answer.headers["Location"] == page_of(handed)
    return handed


def page_of(handed):
    return reverse("staff:handed-over", args=[handed.pk])


def decide(lawyer, handed, before, decision, reason):
    """On the lawyer's own pages, as they would."""
    desk = sign_in(lawyer)
    words = checked(desk, said(lawyer, handed=handed.key))
    known = {
        "known-petitioner": str(before.petitioner.person_id),
        "known-beneficiary": str(before.beneficiary.person_id),
    }
    decided = {"step": "open", "decision": decision, "reason": reason}
    answer = desk.post(NEW, words | known | decided)
    assert answer.status_code == 302, text_of(answer)
    keep_up_in(lawyer.firm)


def told_of_it(actor):
    rows = Notice.objects.filter(user=actor.user_id, kind__in=DECISIONS)
    return [*rows.values_list("kind", flat=True)]


def test_whoever_asked_sees_that_it_waits_and_nobody_elses(handed, harbor, ada, paul):
    desk = sign_in(paul)
    today = text_of(desk.get("/staff/"))
    assert "Waiting for a lawyer" in today
    assert NAMES in today and page_of(handed) in today
    page = text_of(desk.get(page_of(handed)))
    assert "It waits for a lawyer" in page and "(512) 555-0199" in page
    assert "Somebody in a case" not in page and "Same" not in page, "whom it matched"
    # Who decides sees their own list, another paralegal nothing, finance no page at all.
    assert "Waiting for a lawyer" not in text_of(sign_in(ada).get("/staff/"))
    other = sign_in(join(harbor, "Nora", Role.PARALEGAL))
    for address in ("/staff/", reverse("staff:all-handed-over")):
        assert NAMES not in text_of(other.get(address))
    assert other.get(page_of(handed)).status_code == 404
    assert other.post(f"{page_of(handed)}take-back/").status_code == 404
    assert sign_in(ada).get(page_of(handed)).status_code == 404
    assert other.get(f"{NEW}?again={handed.key}").status_code == 404


@pytest.mark.feature("F144")
def test_that_the_case_was_opened_is_told_once_with_the_way_to_it(
    handed, before, harbor, ada, paul
):
    decide(ada, handed, before, "clear", "They came back.")
    case = cases(ada).exclude(pk=before.case.pk).get()
    assert told_of_it(paul) == ["case.taken-up"] and told_of_it(ada) == []
    desk = sign_in(paul)
    today = text_of(desk.get("/staff/"))
    assert f"{ada.name} opened the new case that {paul.name} handed over" in today
    assert reverse("staff:case", args=[case.pk]) in today
    assert "Waiting for a lawyer" not in today
    page = text_of(desk.get(page_of(handed)))
    assert f"{ada.name} opened the case" in page and "They came back." in page
    assert reverse("staff:case", args=[case.pk]) in page
    assert "case.taken-up" in {one.event.kind for one in activity(ada, case)}
    # The reader reads from the beginning again, as after a crash.
    ReaderPosition.objects.filter(reader="handed-over").update(n=0)
    keep_up_in(harbor)
    assert told_of_it(paul) == ["case.taken-up"]


@pytest.mark.feature("F144")
def test_that_no_case_is_opened_is_told_once_with_the_reason(
    handed, before, harbor, ada, paul
):
    decide(ada, handed, before, "conflict", "We act for her husband.")
    assert told_of_it(paul) == ["case.turned-down"] and told_of_it(ada) == []
    desk = sign_in(paul)
    for address in ("/staff/", reverse("staff:notices")):
        page = text_of(desk.get(address))
        assert f"{ada.name} found a conflict" in page and page_of(handed) in page
    page = text_of(desk.get(page_of(handed)))
    assert "no case is opened" in page and "We act for her husband." in page
    assert "No case opened" in text_of(desk.get(reverse("staff:all-handed-over")))
    ReaderPosition.objects.filter(reader="handed-over").update(n=0)
    keep_up_in(harbor)
    assert told_of_it(paul) == ["case.turned-down"]


def test_the_lawyer_knows_that_whoever_asked_reads_the_reason(handed, ada, paul):
    lawyer = sign_in(ada)
    words = said(ada, handed=handed.key) | {"step": "check"}
    assert f"and {paul.name} reads it." in text_of(lawyer.post(NEW, words))


def test_who_decides_what_they_asked_themselves_is_not_told(before, harbor, ada, pat):
    handed = hand_over(ada, ada)
    decide(ada, handed, before, "conflict", "On second thoughts.")
    assert told_of_it(ada) == []


def test_nobody_behind_a_wall_of_the_case_hears_or_reads_of_it(
    handed, before, harbor, ada, pat, paul
):
    keep_up_in(harbor)
    desk = sign_in(ada)
    words = checked(desk, said(ada, handed=handed.key))
    known = {
        "known-petitioner": str(before.petitioner.person_id),
        "known-beneficiary": str(before.beneficiary.person_id),
    }
    decided = {"step": "open", "decision": "clear", "reason": "They came back."}
    assert desk.post(NEW, words | known | decided).status_code == 302
    case = cases(ada).exclude(pk=before.case.pk).get()
    user = User.objects.get(pk=paul.user_id)
    raise_wall(ada, case, user=user, reason="His cousin.")
    keep_up_in(harbor)
    assert told_of_it(paul) == []
    theirs = sign_in(paul)
    assert theirs.get(page_of(handed)).status_code == 404
    for address in ("/staff/", reverse("staff:all-handed-over")):
        page = text_of(theirs.get(address))
        assert NAMES not in page and case.number not in page


def test_what_is_taken_back_leaves_the_lawyers_and_nothing_typed_is_lost(
    handed, harbor, ada, paul
):
    desk = sign_in(paul)
    answer = desk.post(f"{page_of(handed)}take-back/")
    assert answer.headers["Location"] == f"{NEW}?again={handed.key}"
    page = text_of(desk.get(answer.headers["Location"]))
    assert "You took it back" in page
    assert 'value="512-555-0199"' in page and 'value="Haddad"' in page
    assert not handed_over(ada).exists()
    lawyer = sign_in(ada)
    assert "New cases for you to decide on" not in text_of(lawyer.get("/staff/"))
    late = text_of(lawyer.get(f"{NEW}?handed={handed.key}", follow=True))
    assert f"{paul.name} took this back meanwhile" in late
    keep_up_in(harbor)
    assert "took back a new case" in text_of(lawyer.get("/staff/"))
    # It stands in their own list, with the way on, and can be handed over anew.
    page = text_of(desk.get(page_of(handed)))
    assert "You took it back" in page and f"{NEW}?again={handed.key}" in page
    again = checked(desk, said(ada, **{"petitioner-phone": "512-555-0198"}))
    assert desk.post(NEW, again | {"step": "hand"}).status_code == 302
    assert handed_over(ada).count() == 1


def test_only_what_was_taken_back_comes_back_into_the_page(handed, paul):
    desk = sign_in(paul)
    assert desk.get(f"{NEW}?again={handed.key}").status_code == 404
    assert desk.get(f"{NEW}?again=nonsense").status_code == 404
    desk.post(f"{page_of(handed)}take-back/")
    elsewhere = NEW.replace("i130-spouse", "practice-spouse")
    assert desk.get(f"{elsewhere}?again={handed.key}").status_code == 404


def test_what_a_lawyer_decided_is_not_taken_back_and_says_so(handed, before, ada, paul):
    decide(ada, handed, before, "conflict", "They are opposed.")
    desk = sign_in(paul)
    page = desk.post(f"{page_of(handed)}take-back/", follow=True)
    assert "A lawyer decided meanwhile" in text_of(page)
    assert "They are opposed." in text_of(page)
    assert Event.objects.filter(kind="case.taken-back").count() == 0


def test_what_is_taken_back_twice_happened_once(handed, paul):
    desk = sign_in(paul)
    desk.post(f"{page_of(handed)}take-back/")
    page = text_of(desk.post(f"{page_of(handed)}take-back/", follow=True))
    assert "You took this back before." in page and "Go on with it" in page
    assert Event.objects.filter(kind="case.taken-back").count() == 1


def test_the_decision_on_what_was_taken_back_meanwhile_leaves_nothing(
    handed, before, ada, paul
):
    lawyer = sign_in(ada)
    checked(lawyer, said(ada, handed=handed.key))
    check = ConflictCheck.objects.latest("asked_at")
    seen = handed_over(ada).get()
    take_back(paul, handed)
    with pytest.raises(AlreadyDecided, match="took this back meanwhile"):
        turn_down(ada, check, reason="They are opposed.", handed=seen)
    check.refresh_from_db()
    assert check.decision == ""


def test_a_lawyer_takes_nothing_back_that_others_asked(handed, ada):
    with pytest.raises(Refused, match="Only the person who asked"):
        take_back(ada, handed)
    assert handed_over(ada).get() == handed
