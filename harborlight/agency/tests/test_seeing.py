"""What was seen of a case at an agency, and what its client is told, and when."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import DatabaseError, transaction

from harborlight.agency.actions import (
    AlreadyTold,
    KnownNumber,
    NumbersDiffer,
    UnusualNumber,
    check_by_hand,
    decide_meaning,
    end_tracking,
    keep_meaning,
    observe,
    tell_client,
    track_number,
)
from harborlight.agency.models import Observation, Tracked
from harborlight.agency.queries import followed, known_to, to_tell, unknown
from harborlight.cases.actions import raise_wall
from harborlight.cases.models import Case, TimelineEntry
from harborlight.cases.queries import milestones
from harborlight.firm.acting import Refused
from harborlight.firm.clock import standing_at
from harborlight.firm.models import Event, User
from harborlight.firm.readers import keep_up_in
from harborlight.law.receipts import NotAReceipt
from harborlight.staff.searching import named_exactly
from tests.whole_case import MARIA, OMAR, begin, furnish

NUMBER = "IOE0912345678"
MORNING = datetime(2026, 6, 1, 15, tzinfo=UTC)


@pytest.fixture
def case(clock, ada, maria):
    furnish(clock)
    begun = begin(ada)
    begun.petitioner.person.login = User.objects.get(pk=maria.user_id)
    begun.petitioner.person.save()
    return begun.case


def another(ada) -> Case:
    people = {"petitioner": OMAR, "beneficiary": MARIA}
    return begin(ada, **{n: replace(one, email="") for n, one in people.items()}).case


def follow(actor, case, number=NUMBER, **also) -> Tracked:
    said = {"agency": "USCIS", "number": number, "again": number, **also}
    return track_number(actor, case, **said)


def saw(actor, tracked, text="", days=0, **also):
    with standing_at(MORNING + timedelta(days=days)):
        seen = observe(actor, tracked, source="hand", text=text, **also)
        tracked.refresh_from_db()
        return seen


def kinds(case: Case) -> set[str]:
    return {*Event.objects.filter(case_id=case.pk).values_list("kind", flat=True)}


@pytest.mark.feature("F122")
def test_a_number_is_typed_twice_and_belongs_to_one_case(case, ada, paul):
    with pytest.raises(NumbersDiffer):
        track_number(ada, case, agency="USCIS", number=NUMBER, again="IOE0912345679")
    with pytest.raises(NotAReceipt):
        follow(ada, case, "IOE12345")
    # A number of the National Visa Center looks alike: its letters tell, as far as any do.
    with pytest.raises(UnusualNumber):
        follow(ada, case, "GUZ2026123456")
    with pytest.raises(UnusualNumber):
        follow(ada, case, NUMBER, agency="DOS")
    tracked = follow(ada, case, "ioe-09-123-45678")
    assert tracked.number == NUMBER
    other = another(ada)
    with pytest.raises(KnownNumber, match=case.number):
        follow(ada, other)
    raise_wall(ada, case, user=User.objects.get(pk=paul.user_id), reason="Related")
    with pytest.raises(KnownNumber) as told:
        follow(paul, other)
    assert case.number not in str(told.value)
    assert follow(ada, other, "GUZ2026123456", agency="DOS").agency == "DOS"
    assert follow(ada, other, "a 12 345 678", agency="EOIR").number == "A012345678"
    assert follow(ada, other, "G-100-26001-123456", agency="DOL").ask_at is None
    for words in ("012-345-678", "A12345678", "g10026001123456", "GUZ 2026123456"):
        assert named_exactly(ada, words) == [other.pk], words
    assert (named_exactly(ada, NUMBER), named_exactly(paul, NUMBER)) == ([case.pk], [])


@pytest.mark.feature("F123", "F125", "F129")
def test_what_is_seen_is_shown_and_the_same_again_only_moves_the_check(
    case, ada, maria
):
    tracked = follow(ada, case)
    assert known_to(maria, case) == []
    saw(ada, tracked, "Case Was Received")
    assert saw(ada, tracked, "case was received!", days=3) is None
    (known,) = known_to(maria, case)
    assert known.now.meaning.id == "received"
    assert known.checked_at == MORNING + timedelta(days=3)
    assert known.checked_by == "hand"
    assert len(followed(ada, case)[0].seen) == 1
    saw(ada, tracked, "Interview Was Scheduled", days=5, on=date(2026, 6, 5))
    assert [one.kind for one in milestones(ada, case)] == ["interview"]
    keep_up_in(case.firm)
    lines = TimelineEntry.objects.visible_to(maria).filter(kind="agency.shown")
    assert lines.count() == 2


@pytest.mark.feature("F123")
def test_a_denial_is_told_by_a_person_before_any_page_or_letter_says_it(
    case, ada, paul, maria
):
    tracked = follow(ada, case)
    saw(ada, tracked, "Case Was Received")
    seen = saw(paul, tracked, "Case Was Denied", days=10)
    # What comes after it says nothing of it either.
    saw(ada, tracked, "Duplicate Notice Was Mailed", days=12)
    keep_up_in(case.firm)
    (known,) = known_to(maria, case)
    assert known.now.meaning.id == "received"
    assert known.checked_at == MORNING, "the page does not say that it still is so"
    assert Observation.objects.visible_to(maria).count() == 1
    assert TimelineEntry.objects.filter(kind__startswith="agency.").count() == 1
    case.refresh_from_db()
    assert not _has_news(case, since=MORNING + timedelta(days=1))
    assert [one.pk for one in to_tell(ada)][:1] == [seen.pk]
    with standing_at(MORNING + timedelta(days=13)):
        tell_client(ada, seen, how="by telephone")
    with pytest.raises(AlreadyTold):
        tell_client(paul, seen, how="by telephone")
    (known,) = known_to(maria, case)
    assert known.now.meaning.id == "details changed", "the later one follows it"
    assert Observation.objects.visible_to(maria).count() == 3
    assert [*to_tell(ada)] == []


def _has_news(case, since) -> bool:
    rows = Event.objects.filter(case_id=case.pk, at__gte=since)
    return rows.filter(kind__in=("agency.shown", "case.milestone")).exists()


@pytest.mark.feature("F123")
def test_a_text_that_nobody_knows_goes_to_staff_and_the_firms_table_grows(
    case, ada, paul, maria
):
    tracked = follow(ada, case)
    seen = saw(ada, tracked, "Case Is Now In The Blue Queue")
    assert [one.pk for one in unknown(ada)] == [seen.pk]
    assert known_to(maria, case) == []
    with pytest.raises(Refused):
        decide_meaning(paul, seen, means="in review", keep=True)
    assert [one.pk for one in unknown(ada)] == [seen.pk], "nothing was decided"
    decide_meaning(ada, seen, means="in review", keep=True)
    assert [*unknown(ada)] == []
    assert known_to(maria, case)[0].now.meaning.id == "in review"
    with pytest.raises(AlreadyTold):
        decide_meaning(ada, seen, means="received")
    later = saw(ada, tracked, "Case was approved", days=1)
    again = saw(ada, tracked, "Case is now in the blue queue.", days=2)
    assert (later.shown_at is None, again.means) == (False, "in review")
    # A firm may have good news told by a person, too.
    keep_meaning(ada, text="Case Was Approved", means="approved", first=True)
    saw(ada, tracked, "Case Was Approved", days=3)
    assert known_to(maria, case)[0].now.pk == again.pk


@pytest.mark.feature("F123")
def test_whoever_looks_and_finds_nothing_new_says_so(case, ada, maria):
    tracked = follow(ada, case)
    saw(ada, tracked, "Case Was Received")
    with standing_at(MORNING + timedelta(days=7)):
        check_by_hand(ada, tracked)
    assert known_to(maria, case)[0].checked_at == MORNING + timedelta(days=7)
    end_tracking(ada, tracked, reason="withdrawn", on=date(2026, 6, 9))
    assert {"agency.checked", "agency.ended"} <= kinds(case)


def test_what_was_seen_is_never_changed_or_deleted(case, ada):
    seen = saw(ada, follow(ada, case), "Case Was Received")
    for change in ({"means": "approved"}, {"shown_at": MORNING + timedelta(days=1)}):
        with pytest.raises(DatabaseError), transaction.atomic():
            Observation.objects.filter(pk=seen.pk).update(**change)
    with pytest.raises(DatabaseError), transaction.atomic():
        Observation.objects.filter(pk=seen.pk).delete()


@pytest.mark.feature("F122")
def test_a_certified_labor_condition_is_a_step_and_no_decision(case, ada, maria):
    """What PERM ends with, an H-1B case begins with: the number says which it is."""
    lca = "I-200-25345-123456"
    seen = saw(ada, follow(ada, case, lca, agency="DOL"), means="approved")
    assert seen.meaning.id == "condition certified"
    (known,) = known_to(maria, case)
    assert known.now.meaning.id == "condition certified"
    assert not milestones(ada, case).filter(kind="decision").exists()
    perm = follow(ada, case, "G-100-26001-123456", agency="DOL")
    assert saw(ada, perm, means="approved").meaning.id == "approved"
    assert milestones(ada, case).filter(kind="decision").exists()
