"""Two people make a month of the bulletin; cases that it moves are listed, for a person."""

from __future__ import annotations

from datetime import date

import pytest

from harborlight.agency.actions import (
    NothingToConfirm,
    NotYourOwn,
    confirm_bulletin,
    enter_bulletin,
    enter_times,
    finish_move,
    set_priority_date,
    track_number,
)
from harborlight.agency.bulk import read_lines
from harborlight.agency.jobs.comparing import compare
from harborlight.agency.models import Tracked
from harborlight.agency.queries import open_moves, times
from harborlight.cases.actions import raise_wall
from harborlight.cases.queries import parties
from harborlight.filings.actions import plan_filing, record_receipt
from harborlight.filings.models import Filing
from harborlight.firm.models import User
from harborlight.firm.readers import keep_up_in
from harborlight.firm.roles import Role
from harborlight.staff.agency_desk import took
from tests.cast import join
from tests.whole_case import begin, furnish

OCTOBER, NOVEMBER, DECEMBER = (date(2026, month, 1) for month in (10, 11, 12))


@pytest.fixture
def case(clock, ada):
    furnish(clock)
    return begin(ada).case


def month(ada, pat, on: date, cell: str, filing: str = "C"):
    made = enter_bulletin(
        ada,
        month=on,
        final={"F2A": {"all": cell}},
        filing={"F2A": {"all": filing}},
        source="travel.state.gov",
    )
    confirm_bulletin(pat, made, seen=made.mark)
    return made


@pytest.mark.feature("F124")
def test_whoever_entered_a_month_does_not_confirm_it(ada, pat):
    made = enter_bulletin(
        ada, month=NOVEMBER, final={"F2A": {"all": "C"}}, filing={}, source="State"
    )
    with pytest.raises(NotYourOwn):
        confirm_bulletin(ada, made, seen=made.mark)
    seen = type(made).objects.get(pk=made.pk)
    enter_bulletin(
        ada, month=NOVEMBER, final={"F2A": {"all": "U"}}, filing={}, source="State"
    )
    with pytest.raises(NothingToConfirm):
        confirm_bulletin(pat, seen, seen=seen.mark)
    made.refresh_from_db()
    confirm_bulletin(pat, made, seen=made.mark)
    made.refresh_from_db()
    assert (made.final["F2A"]["all"], made.confirmed_by.name) == ("U", "Pat")


@pytest.mark.feature("F124")
def test_cases_that_became_current_or_went_back_are_listed_once(case, ada, pat, clock):
    person = begin_person(ada, case)
    place = {"category": "F2A", "area": "india", "on": date(2022, 3, 1)}
    set_priority_date(ada, case, person=person, source="I-797", **place)
    month(ada, pat, OCTOBER, "2022-01-01")
    assert compare(clock, OCTOBER) == 1, "it may be filed: nothing was known before"
    month(ada, pat, NOVEMBER, "2022-04-01")
    assert (compare(clock, NOVEMBER), compare(clock, NOVEMBER)) == (1, 0)
    month(ada, pat, DECEMBER, "2022-02-01")
    compare(clock, DECEMBER)
    told = [(one.month, one.chart, one.became) for one in open_moves(ada)]
    assert told == [
        (DECEMBER, "final", "back"),
        (NOVEMBER, "final", "current"),
        (OCTOBER, "filing", "current"),
    ]
    finish_move(ada, open_moves(ada)[1], done="Filed the I-485")
    assert len(open_moves(ada)) == 2
    raise_wall(ada, case, user=User.objects.get(pk=pat.user_id), reason="Related")
    assert len(open_moves(pat)) == 0


def begin_person(ada, case):
    return parties(ada, case)[1].person


@pytest.mark.feature("F130")
def test_how_long_a_form_takes_is_kept_with_its_past(ada):
    for n, (low, high) in enumerate([(52, 70), (60, 95), (48, 80)]):
        on = date(2026, 6 + n, 1)
        said = {"published_on": on, "source": "egov.uscis.gov", "office": ""}
        enter_times(ada, form="I-130", low=low, high=high, **said)
    (one,) = took([*times(ada)])
    assert (one.low, one.high, one.least, one.most) == (4.8, 8.0, 7.0, 9.5)
    assert len(one.older) == 2


@pytest.mark.feature("F122")
def test_many_lines_are_looked_at_first(case, ada, paul, harbor):
    text = (
        f"case,receipt\n{case.number},IOE0912345678\nMaria Rivas\tLIN-26-900-00001\n"
        "Omar Haddad ZZZ2690000001\nNobody Known, IOE0912345679\n"
        f"{case.number},IOE0912345678\n{case.number} IOE12\n"
    )
    lines = read_lines(ada, "USCIS", text)
    assert [(one.number, bool(one.case), bool(one.wrong)) for one in lines] == [
        ("IOE0912345678", True, False),
        ("LIN2690000001", True, False),
        ("ZZZ2690000001", True, False),
        ("IOE0912345679", False, True),
        ("IOE0912345678", False, True),
        ("", False, True),
    ]
    assert [bool(one.doubt) for one in lines[:3]] == [False, False, True]
    said = {"number": "IOE0912345678", "again": "IOE0912345678"}
    track_number(ada, case, agency="USCIS", **said)
    ines = join(harbor, "Ines", Role.PARALEGAL)
    for one in (paul, ines):
        user = User.objects.get(pk=one.user_id)
        raise_wall(ada, case, user=user, reason="Related")
    told = read_lines(ines, "USCIS", text)
    assert all(one.wrong and one.case is None for one in told)
    assert not any(case.called in one.wrong for one in told)


@pytest.mark.feature("F032", "F121", "F122")
def test_the_receipt_of_a_filing_is_followed_by_itself(case, ada, clock):
    filing = plan_filing(ada, case, name="I-130", forms=[("G-28", ""), ("I-130", "")])
    Filing.objects.filter(pk=filing.pk).update(state="sent", sent_on=NOVEMBER)
    filing.refresh_from_db()
    said = {"number": "IOE0912345678", "again": "IOE0912345678", "on": NOVEMBER}
    record_receipt(ada, filing, **said)
    keep_up_in(clock.firm)
    tracked = Tracked.objects.get()
    assert (tracked.number, tracked.what) == ("IOE0912345678", "I-130")
    assert tracked.received_on == NOVEMBER
    assert tracked.shown_id == tracked.last_id is not None
