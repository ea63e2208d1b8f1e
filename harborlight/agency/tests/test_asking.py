"""The service is asked within what it allows, left alone where it fails, and never about
sensitive cases; nothing is doubled."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from harborlight.agency.actions import (
    NotNow,
    ask_now,
    change_line,
    observe,
    track_number,
)
from harborlight.agency.allowed import may_ask
from harborlight.agency.jobs.asking import ask_soon, ask_the_service
from harborlight.agency.models import Line, Observation, Tracked
from harborlight.agency.queries import line_of
from harborlight.cases.actions import change_sensitivity
from harborlight.firm.clock import standing_at
from harborlight.firm.models import Event
from tests.status_service import service
from tests.whole_case import begin, furnish

# A Monday, eleven in the morning in New York.
MONDAY = datetime(2026, 6, 1, 15, tzinfo=UTC)


@pytest.fixture
def case(clock, ada):
    furnish(clock)
    return begin(ada).case


@pytest.fixture
def uscis(monkeypatch):
    with service(monkeypatch) as made:
        yield made


@pytest.fixture
def line(pat):
    return set_up(pat)


def set_up(pat, **also) -> Line:
    said = {"is_on": True, "door": "sandbox", "client": "us", "secret": "hidden"}
    said |= {"per_second": 5, "per_day": 1000}
    return change_line(pat, **(said | also))


def follow(ada, case, n: int, at=MONDAY) -> Tracked:
    number = f"IOE09000000{n:02}"
    with standing_at(at - timedelta(minutes=60 - n)):
        return track_number(ada, case, agency="USCIS", number=number, again=number)


def ask(clock, at=MONDAY, **also) -> int:
    pauses: list[float] = []
    with standing_at(at):
        asked = ask_the_service(clock, sleep=pauses.append, jitter=lambda: 0.5, **also)
    assert all(0 < one <= 1 for one in pauses)
    return asked


def state(tracked) -> tuple[str, int]:
    tracked.refresh_from_db()
    rows = Observation.objects.filter(tracked=tracked)
    last = rows.order_by("-seen_at").first()
    return (last.text if last else ""), rows.count()


@pytest.mark.feature("F123", "F129")
def test_each_number_is_asked_once_a_day_and_the_same_again_is_not_doubled(
    case, clock, ada, line, uscis
):
    tracked = follow(ada, case, 1)
    uscis.says_of(tracked.number, "Case Was Received")
    assert ask(clock) == 1
    assert ask(clock) == 0, "it was asked"
    assert ask(clock, MONDAY + timedelta(days=1)) == 1
    assert state(tracked) == ("Case Was Received", 1)
    assert tracked.checked_at == MONDAY + timedelta(days=1)
    assert (tracked.checked_by, tracked.what) == ("service", "I-130")
    assert uscis.tokens == 2, "one lived half an hour"
    uscis.says_of(tracked.number, "Case Was Approved")
    ask(clock, MONDAY + timedelta(days=2))
    assert state(tracked) == ("Case Was Approved", 2)
    seen = Observation.objects.get(pk=tracked.last_id)
    assert (seen.source, seen.meaning.id) == ("service", "approved")
    assert '"formType": "I-130"' in seen.raw
    assert ask(clock, MONDAY + timedelta(days=4)) == 0, "decided: once a week"


def test_it_is_off_until_a_firm_sets_it_up_and_closed_at_night(
    case, clock, ada, pat, uscis
):
    follow(ada, case, 1)
    assert ask(clock) == 0 == len(uscis.asked)
    line = set_up(pat, is_on=False)
    assert not may_ask(line, MONDAY)
    line = set_up(pat, client="", secret="")
    assert may_ask(line, MONDAY)
    assert not may_ask(line, MONDAY + timedelta(hours=10)), "after eight"
    assert not may_ask(line, MONDAY - timedelta(days=1)), "on a Sunday"
    with standing_at(MONDAY):
        assert ask_soon(clock)


def test_a_sensitive_case_is_never_asked_about(case, clock, ada, line, uscis):
    tracked = follow(ada, case, 1)
    change_sensitivity(ada, case, is_sensitive=True)
    assert ask(clock) == 0
    case.refresh_from_db()
    tracked.refresh_from_db()
    with standing_at(MONDAY), pytest.raises(NotNow, match="not asked about this"):
        ask_now(ada, tracked)
    assert uscis.asked == []
    other = track_number(
        ada, case, agency="USCIS", number="LIN2690000001", again="LIN2690000001"
    )
    assert (other.ask_at, state(tracked)[1]) == (None, 0)


def test_the_longest_unasked_is_first_and_no_more_than_a_day_allows(
    case, clock, ada, pat, uscis
):
    set_up(pat, per_day=3)
    several = [follow(ada, case, n) for n in range(1, 6)]
    for one in several:
        uscis.says_of(one.number, "Case Was Received")
    assert ask(clock) == 3
    assert uscis.asked == [one.number for one in several[:3]]
    assert ask(clock, MONDAY + timedelta(hours=1)) == 0
    # The next day those that were left come before those that were asked.
    assert ask(clock, MONDAY + timedelta(days=1)) == 3
    assert uscis.asked[3:5] == [one.number for one in several[3:]]


def test_a_token_that_is_not_known_any_more_is_replaced_once(
    case, clock, ada, line, uscis
):
    tracked = follow(ada, case, 1)
    uscis.says_of(tracked.number, "Case Was Received")
    ask(clock)
    later = MONDAY + timedelta(days=1)
    Line.objects.update(token_until=later + timedelta(hours=1))
    uscis.good = "forgotten"
    assert ask(clock, later) == 1
    assert (uscis.tokens, state(tracked)[0]) == (2, "Case Was Received")
    # Where no token is known at all it does not go on for ever.
    uscis.knows = False
    ask(clock, MONDAY + timedelta(days=2))
    assert line_of(clock).trouble == "token: invalid_client"


def test_too_fast_is_left_alone_as_long_as_it_says(case, clock, ada, line, uscis):
    tracked = follow(ada, case, 1)
    uscis.fails(429, {"message": "Spike Arrest Violation"}, Retry_After="1800")
    assert ask(clock) == 1
    assert line_of(clock).retry_at == MONDAY + timedelta(seconds=1800)
    assert line_of(clock).failures == 0, "it is well"
    assert ask(clock, MONDAY + timedelta(minutes=29)) == 0
    uscis.says_of(tracked.number, "Case Was Received")
    assert ask(clock, MONDAY + timedelta(minutes=31)) == 1
    assert state(tracked) == ("Case Was Received", 1)


def test_a_service_that_is_down_is_left_alone_longer_and_longer_and_said(
    case, clock, ada, line, uscis
):
    tracked, other = follow(ada, case, 1), follow(ada, case, 2)
    at, waits = MONDAY, []
    for _n in range(6):
        uscis.fails(503, {"errors": [{"code": "503", "message": "Closed"}]})
        assert ask(clock, at) == 1, "it stops at the first failure"
        now = line_of(clock)
        waits.append((now.retry_at - at).total_seconds())
        at = now.retry_at + timedelta(seconds=1)
    assert waits == sorted(waits) and waits[-1] > 10 * waits[0]
    assert (now.open_since is not None, now.trouble) == (True, "down: Closed")
    said = Event.objects.filter(kind="agency.unreachable")
    assert said.count() == 1, "the administrators are told once"
    assert state(tracked) == ("", 0) and tracked.checked_at is None
    for one in (tracked, other):
        uscis.says_of(one.number, "Case Was Received")
    assert ask(clock, at) == 1, "one question tries it"
    assert line_of(clock).open_since is None
    assert Event.objects.filter(kind="agency.reachable").exists()
    assert ask(clock, at) == 1
    assert state(other) == ("Case Was Received", 1)


def test_a_number_that_it_does_not_know_stops_no_other(case, clock, ada, line, uscis):
    """Also one that it keeps to itself (8 U.S.C. 1367): nothing is concluded from that."""
    hidden, other = follow(ada, case, 1), follow(ada, case, 2)
    observe(ada, hidden, source="hand", means="received")
    uscis.says_of(other.number, "Case Was Received")
    assert ask(clock) == 2
    assert state(hidden)[1] == 1
    assert (hidden.trouble, hidden.ask_at) == (
        "unknown: not recognized",
        MONDAY + timedelta(days=7, hours=2),
    )
    assert state(other) == ("Case Was Received", 1)


def test_whoever_sets_up_another_access_waits_for_no_answer_and_keeps_it(
    case, clock, ada, pat, line, uscis
):
    """Between two questions the partner changes the access, and another worker looks in."""
    one, two = follow(ada, case, 1), follow(ada, case, 2)
    for tracked in (one, two):
        uscis.says_of(tracked.number, "Case Was Received")
    others: list[int] = []

    def meanwhile(_seconds: float) -> None:
        others.append(ask_the_service(clock))
        set_up(pat, secret="another", per_day=50)

    with standing_at(MONDAY):
        assert ask_the_service(clock, sleep=meanwhile, jitter=lambda: 0.5) == 2
    assert others == [0]
    now_ = line_of(pat)
    assert (now_.secret, now_.per_day, now_.token) == ("another", 50, "")
    assert now_.asked == 2 and now_.asking_until is None
    assert state(one) == state(two) == ("Case Was Received", 1)


def test_one_number_is_asked_about_at_once_and_never_past_the_quota(
    case, clock, ada, pat, uscis
):
    set_up(pat, per_day=2)
    one, other = follow(ada, case, 1), follow(ada, case, 2)
    for tracked in (one, other):
        uscis.says_of(tracked.number, "Case Was Received")
    with standing_at(MONDAY):
        ask_now(ada, other)
        assert ask_the_service(clock, only=other.pk) == 1
    assert uscis.asked == [other.number], "the other one has its time"
    for moment, why in (
        (MONDAY + timedelta(minutes=5), "a few minutes ago"),
        (MONDAY + timedelta(hours=10), "closed at this hour"),
    ):
        other.refresh_from_db()
        with standing_at(moment), pytest.raises(NotNow, match=why):
            ask_now(ada, other)
    with standing_at(MONDAY + timedelta(hours=1)):
        ask_now(ada, other)
        assert ask_the_service(clock, only=other.pk) == 1
        one.refresh_from_db()
        with pytest.raises(NotNow, match="goes on tomorrow"):
            ask_now(ada, one)
        assert ask_the_service(clock, only=one.pk) == 0
    assert len(uscis.asked) == 2


def test_a_clock_that_is_behind_asks_nothing_twice_and_uses_no_quota_again(
    case, clock, ada, pat, uscis
):
    """Two machines, one of them a day behind."""
    set_up(pat, per_day=1)
    one, other = follow(ada, case, 1), follow(ada, case, 2)
    Tracked.objects.update(ask_at=MONDAY)
    for tracked in (one, other):
        uscis.says_of(tracked.number, "Case Was Received")
    tuesday = MONDAY + timedelta(days=1)
    assert ask(clock, tuesday) == 1
    assert ask(clock, MONDAY) == 0, "what was asked on Tuesday counts"
    assert ask(clock, tuesday + timedelta(hours=2)) == 0
    assert ask(clock, tuesday + timedelta(days=1)) == 1
    assert sorted(uscis.asked) == [one.number, other.number]
