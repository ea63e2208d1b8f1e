"""What a firm keeps of an inquiry that it declined, and for how long."""

from datetime import timedelta

import pytest

from harborlight.cases.gates import GateClosed
from harborlight.docket.actions import lift_legal_hold, place_legal_hold
from harborlight.firm.actions import keep_declined
from harborlight.firm.clock import now, standing_at, today
from harborlight.firm.models import Event
from harborlight.inquiries.actions import (
    AlreadyDecided,
    answer_hit,
    check_names,
    erase_inquiry,
)
from harborlight.inquiries.jobs import erase_old
from harborlight.inquiries.models import HitAnswer, Inquiry
from harborlight.inquiries.queries import erased_on, hits
from harborlight.inquiries.tests.at_the_door import answers, comes_in
from harborlight.inquiries.tests.test_inquiries import (  # noqa: F401
    decline,
    inquiry,
    nora,
)
from harborlight.people.models import Person
from tests.whole_case import OMAR, begin

pytestmark = pytest.mark.feature("F071")


@pytest.fixture
def declined(inquiry, ada, nora):  # noqa: F811
    """Somebody answered; a hit was found, and a lawyer said who it is."""
    begin(ada, playbook="practice-spouse", beneficiary=OMAR)
    answers(comes_in(inquiry), inquiry)
    Inquiry.objects.filter(pk=inquiry.pk).update(
        company="Harbor Foods", wanted="family"
    )
    check_names(nora, inquiry)
    for hit in hits(ada, Inquiry.objects.get(pk=inquiry.pk)):
        answer_hit(ada, inquiry, hits=hit.words, verdict="other", reason="Another Omar")
    decline(ada, inquiry)
    return Inquiry.objects.get(pk=inquiry.pk)


def again(found) -> Inquiry:
    return Inquiry.objects.get(pk=found.pk)


def test_nothing_of_what_was_said_or_found_stays(declined, ada):
    assert HitAnswer.objects.filter(inquiry=declined).exists()
    erase_inquiry(ada, declined)
    kept = again(declined)
    assert (kept.company, kept.wanted, kept.note, kept.also) == ("", "", "", [])
    assert not HitAnswer.objects.filter(inquiry=declined).exists()


@pytest.mark.feature("F040")
def test_what_is_on_legal_hold_is_not_destroyed_by_hand_or_by_the_night(
    declined, ada, clock
):
    hold = place_legal_hold(ada, declined.case, reason="They sued us")
    with pytest.raises(GateClosed, match="placed a legal hold"):
        erase_inquiry(ada, declined)
    assert again(declined).erased_at is None
    assert HitAnswer.objects.filter(inquiry=declined).exists()
    lift_legal_hold(ada, hold, reason="Dismissed")
    erase_inquiry(ada, again(declined))
    assert again(declined).erased_at


def test_of_two_who_destroy_it_at_once_the_second_is_told(declined, ada):
    seen = again(declined)
    erase_inquiry(ada, declined)
    with pytest.raises(AlreadyDecided):
        erase_inquiry(ada, seen)
    assert Event.objects.filter(kind="inquiry.erased").count() == 1


def test_a_firm_that_says_nothing_keeps_them(declined, harbor, clock):
    day = today(harbor.time_zone) + timedelta(days=4000)
    assert erase_old(clock, day) == 0
    assert erased_on(harbor, declined) is None and again(declined).erased_at is None


def test_after_so_many_days_it_is_destroyed_by_itself_once_and_the_log_says_so(
    declined, harbor, clock, pat
):
    keep_declined(pat, harbor, declined_kept_days=90)
    assert Event.objects.filter(kind="firm.declined-kept").count() == 1
    clock.firm.refresh_from_db()
    end = erased_on(harbor, declined)
    assert end == today(harbor.time_zone) + timedelta(days=90)
    assert erase_old(clock, end - timedelta(days=1)) == 0
    with standing_at(now() + timedelta(days=90)):
        assert erase_old(clock, end) == 1
        assert erase_old(clock, end) == 0
    assert again(declined).erased_at is not None
    (erased,) = Event.objects.filter(kind="inquiry.erased")
    assert erased.role == "clock" and erased.user_id is None
    assert Person.objects.get(pk=declined.person_id).family_name


def test_an_open_inquiry_is_never_destroyed(inquiry, harbor, clock, pat):  # noqa: F811
    keep_declined(pat, harbor, declined_kept_days=30)
    clock.firm.refresh_from_db()
    assert erase_old(clock, today(harbor.time_zone) + timedelta(days=999)) == 0
