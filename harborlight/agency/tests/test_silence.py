"""A letter says that nothing has happened only where somebody truly looked."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from harborlight.agency.actions import (
    AlreadyAgreed,
    agree_no_news,
    check_by_hand,
    observe,
    tell_client,
    track_number,
)
from harborlight.agency.jobs import write_where_nothing_happens
from harborlight.agency.models import NoNews
from harborlight.agency.queries import not_checked
from harborlight.cases.models import Party
from harborlight.firm.clock import standing_at
from harborlight.firm.models import Event, User
from harborlight.firm.readers import keep_up_in
from harborlight.firm.vault.events import words_of
from harborlight.firm.words import sentence
from tests.whole_case import begin, furnish

START = datetime(2026, 6, 1, 15, tzinfo=UTC)
DAY = START.date()


@pytest.fixture
def begun(clock, ada, maria):
    furnish(clock)
    made = begin(ada)
    made.petitioner.person.login = User.objects.get(pk=maria.user_id)
    made.petitioner.person.save()
    return made


@pytest.fixture
def tracked(begun, ada):
    with standing_at(START):
        said = {"number": "IOE0912345678", "again": "IOE0912345678"}
        row = track_number(ada, begun.case, agency="USCIS", **said)
        observe(ada, row, source="hand", means="received")
    return row


def agree(ada, begun, channel="letter") -> NoNews:
    with standing_at(START + timedelta(hours=1)):
        return agree_no_news(
            ada,
            begun.case,
            person=begun.petitioner.person,
            weeks=2,
            channel=channel,
            first_on=DAY + timedelta(weeks=2),
        )


def write(clock, weeks: int) -> int:
    at = START + timedelta(weeks=weeks, hours=2)
    with standing_at(at):
        return write_where_nothing_happens(clock, at.date())


def looked(ada, tracked, weeks: int) -> None:
    tracked.refresh_from_db()
    with standing_at(START + timedelta(weeks=weeks, hours=1)):
        check_by_hand(ada, tracked)


def letters() -> list[Event]:
    return [*Event.objects.filter(kind__startswith="agency.no-news").order_by("at")][1:]


@pytest.mark.feature("F128", "F160", "F330")
def test_it_says_what_was_checked_and_when_it_is_checked_again(
    begun, tracked, ada, clock
):
    agreed = agree(ada, begun)
    with pytest.raises(AlreadyAgreed):
        agree(ada, begun)
    assert write(clock, 1) == 0, "it is not due"
    looked(ada, tracked, 2)
    assert (write(clock, 2), write(clock, 2)) == (1, 0)
    (letter,) = letters()
    said = sentence(
        letter.kind, words_of(clock.firm, [letter])[letter.pk], for_client=True
    )
    assert said == (
        "We checked your case on June 15, 2026: nothing has changed. We check again by "
        "June 29, 2026."
    )
    agreed.refresh_from_db()
    assert agreed.next_on == date(2026, 6, 29)


@pytest.mark.feature("F128", "F330")
def test_nobody_looked_so_staff_are_told_and_the_client_is_told_nothing(
    begun, tracked, ada, clock
):
    agree(ada, begun)
    assert (write(clock, 2), letters()) == (0, [])
    assert [one.case_id for one in not_checked(ada)] == [begun.case.pk]
    assert write(clock, 3) == 0
    told = Event.objects.filter(kind="agency.not-checked")
    assert told.count() == 1, "once"
    looked(ada, tracked, 4)
    assert write(clock, 4) == 1
    assert [*not_checked(ada)] == []


@pytest.mark.feature("F128")
def test_something_that_is_kept_back_or_was_told_is_no_silence(
    begun, tracked, ada, clock
):
    agreed = agree(ada, begun)
    tracked.refresh_from_db()
    with standing_at(START + timedelta(weeks=1)):
        seen = observe(ada, tracked, source="hand", means="evidence asked")
    looked(ada, tracked, 2)
    assert (write(clock, 2), letters()) == (0, [])
    with standing_at(START + timedelta(weeks=3)):
        tell_client(ada, seen, how="by telephone")
    looked(ada, tracked, 3)
    assert (write(clock, 3), letters()) == (0, []), "they heard something else"
    agreed.refresh_from_db()
    assert agreed.next_on == DAY + timedelta(weeks=5)
    looked(ada, tracked, 5)
    assert write(clock, 5) == 1
    # A decision that the client knows of ends it.
    tracked.refresh_from_db()
    with standing_at(START + timedelta(weeks=6)):
        observe(ada, tracked, source="hand", means="approved")
    write(clock, 8)
    agreed.refresh_from_db()
    assert agreed.ended_at is not None
    assert len(letters()) == 2, "the letter, and that it ended"


@pytest.mark.feature("F160")
def test_on_their_page_alone_no_letter_goes_out(begun, tracked, ada, clock):
    agree(ada, begun, channel="page")
    looked(ada, tracked, 2)
    keep_up_in(clock.firm)
    Party.objects.update(news_at=None)
    assert write(clock, 2) == 1
    with standing_at(START + timedelta(weeks=2, hours=3)):
        keep_up_in(clock.firm)
    assert not Party.objects.filter(news_at__isnull=False).exists()
