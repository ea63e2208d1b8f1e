"""Every published example of a rule, and what holds of all days."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from harborlight.law import deadlines
from harborlight.law.book import BadBook
from harborlight.law.dates import closed
from harborlight.law.deadlines import reading
from harborlight.law.deadlines.adding import add_months
from harborlight.law.deadlines.counting import count
from harborlight.law.deadlines.plain import answer, listed
from harborlight.law.deadlines.reading import get_rule, rules
from harborlight.law.deadlines.told import read
from harborlight.law.deadlines.types import NotCounted

VECTORS = yaml.safe_load((Path(deadlines.__file__).parent / "vectors.yaml").read_text())
DAYS = st.dates(date(2020, 1, 1), date(2040, 12, 31))
# The forward rules that roll, with what else they must know.
FORWARD = [
    ("D01", "served_on", {}),
    ("D02", "served_on", {}),
    ("D04", "served_on", {}),
    ("D06", "served_on", {"decision": "revocation"}),
    ("D07", "decided_on", {}),
    ("D08", "ordered_on", {"motion": "in_absentia"}),
    ("D11", "rejected_on", {}),
    ("D32", "decided_on", {}),
]


def counted(rule: str, **said: str) -> dict:
    return answer(count(rule, read(get_rule(rule), said)))


@pytest.mark.feature("F132", "F133")
@pytest.mark.parametrize(
    "vector", VECTORS, ids=[f"{n}-{one['rule']}" for n, one in enumerate(VECTORS)]
)
def test_a_published_example_comes_out(vector):
    found = counted(vector["rule"], **vector["said"])
    for name, wanted in vector["want"].items():
        status, dot, rest = name.partition(".")
        where = found
        if dot:
            (where,) = [one for one in found["others"] if one["status"] == status]
        assert where[rest or status] == wanted, name


def test_every_rule_is_there_with_an_example():
    wanted = {f"D{n:02}" for n in range(1, 43)}
    assert {*rules()} == wanted == {one["rule"] for one in VECTORS}


def test_every_rule_says_its_inputs_versions_and_sources():
    for rule in listed():
        assert rule["title"].keys() >= {"en", "es"} and rule["inputs"], rule["rule"]
        assert all(one["source"] for one in rule["versions"]), rule["rule"]
        assert rule["from"] in {one["name"] for one in rule["inputs"]}


@pytest.mark.parametrize(("rule", "start", "more"), FORWARD)
@given(day=DAYS)
def test_the_last_day_is_open_and_never_before_the_count(rule, start, more, day):
    main = count(rule, {start: day, **more}).counted.main
    assert main.firm <= main.raw <= main.last
    assert not closed(main.last) and not closed(main.firm)
    # Nothing open lies between the count's own end and the day it rolled to.
    between = (main.last - main.raw).days
    assert all(closed(main.raw + timedelta(days=n)) for n in range(between))


@given(day=DAYS)
def test_mail_days_never_make_it_earlier_and_online_nothing_rolls(day):
    by_mail, in_person = (
        count("D01", {"served_on": day, "served": how}).counted.main
        for how in ("mail", "person")
    )
    assert (by_mail.raw - in_person.raw).days == 3
    assert by_mail.last >= in_person.last
    online = count("D01", {"served_on": day, "answered": "online"}).counted.main
    assert online.last == online.raw


@given(day=DAYS)
def test_a_count_backwards_never_rolls_towards_the_hearing(day):
    main = count("D09", {"hearing_on": day}).counted.main
    assert main.last <= main.raw == day - timedelta(days=30)
    assert not closed(main.last)


@given(day=DAYS)
def test_a_window_opens_before_it_closes_and_its_first_day_never_rolls(day):
    found = count("D18", {"expires_on": day}).counted
    assert found.named["opens"] == day - timedelta(days=90)
    assert found.named["opens"] < found.main.firm <= found.main.last


@given(day=DAYS, months=st.integers(-120, 120))
def test_months_end_in_the_month_they_should(day, months):
    down, up = (add_months(day, months, up=so) for so in (False, True))
    index = day.year * 12 + day.month - 1 + months
    assert (down.year, down.month) == (index // 12, index % 12 + 1)
    assert up - down in (timedelta(), timedelta(days=1))
    assert down == up or up.day == 1


@given(received=DAYS, expires=DAYS)
def test_the_version_is_the_one_of_the_day_it_asks_for(received, expires):
    """One day apart, 540 days or nothing: the day of receipt chooses."""
    found = count("D24", {"received_on": received, "expires_on": expires}).counted
    if received >= date(2025, 10, 30):
        assert found.named["work_stops"] == expires
    else:
        days = 540 if received >= date(2022, 5, 4) else 180
        assert found.named["extended_until"] == expires + timedelta(days=days)


def test_what_the_notice_prints_controls_where_it_is_earlier():
    earlier = counted("D01", served_on="2026-03-24", printed="2026-06-01")
    assert (earlier["controls"], earlier["findings"]) == ("2026-06-01", [])
    later = counted("D01", served_on="2026-03-24", printed="2026-07-15")
    assert (later["controls"], later["findings"]) == ("2026-06-22", ["printed later"])


def test_a_closure_that_people_confirmed_is_passed_like_a_holiday():
    told = {"served_on": date(2026, 3, 2)}
    storm = {date(2026, 5, 28): "Closed by the storm"}
    main = count("D01", told, closures=storm).counted.main
    assert main.last == date(2026, 5, 29)
    assert main.firm == date(2026, 5, 27)


def test_days_abroad_before_the_admission_give_nothing_back():
    told = counted("D26", admitted_on="2020-10-01", trips="2019-01-01..2019-03-01")
    assert (told["recaptured_days"], told["last_day"]) == (0, "2026-09-30")


@pytest.mark.parametrize(
    ("trip", "finding"),
    [
        ("2024-01-01..2024-06-29", []),  # 180 days
        ("2024-01-01..2024-06-30", ["presumption of continuous residence"]),
        ("2024-01-01..2024-12-30", ["presumption of continuous residence"]),
        ("2024-01-01..2024-12-31", ["break of continuous residence"]),  # 365 days
        ("2018-01-01..2020-06-01", []),  # before the period
    ],
)
def test_long_absences_are_counted_in_days(trip, finding):
    told = counted("D20", period_ends="2026-11-23", since="2021-11-24", trips=trip)
    assert told["findings"] == finding


def test_days_that_a_lawyer_counted_otherwise_win_over_the_calendar():
    tolled = counted(
        "D39", stay_ended="2024-01-01", departed_on="2026-01-01", days="100"
    )
    assert (tolled["days"], tolled["bar_years"]) == (100, 0)
    assert (
        counted("D39", stay_ended="2024-01-01", departed_on="2026-01-01")["bar_years"]
        == 10
    )


def test_the_last_step_is_the_one_that_ends_last():
    told = counted("D31", job_order="2026-01-05..2026-03-30,2026-02-01..2026-03-05",
                   sundays="2026-02-08..2026-02-15", notice="2026-02-09..2026-02-24")  # fmt: skip
    assert told["earliest"] == "2026-04-29"


@pytest.mark.parametrize(
    ("rule", "said", "why"),
    [
        ("D01", {}, "without served_on"),
        ("D01", {"served_on": "2026-02-30"}, "is no day"),
        ("D01", {"served_on": "2060-12-01"}, "holidays of 2061 are not known"),
        ("D01", {"served_on": "2026-03-02", "served": "pigeon"}, "one of: mail"),
        ("D01", {"served_on": "2026-03-02", "fax": "1"}, "does not ask for fax"),
        ("D20", {"period_ends": "2026-11-23", "trips": "2024-05-02..2024-05-01"}, "ends before"),
        ("D20", {"period_ends": "2026-11-23", "trips": "2024-05-02"}, "write"),
        ("D26", {"admitted_on": "2020-10-01",
                 "trips": "2022-12-10..2023-01-15,2023-01-02..2023-02-01"}, "was away until"),
        ("D13", {"received_on": "2026-01-05", "delay_days": "-3"}, "no whole number"),
        ("D25", {"fiscal_year": "2031"}, "fiscal year 2031"),
        ("D24", {"expires_on": "2010-01-01", "received_on": "2010-01-01"}, "no version"),
        ("D34", {"born": "2005-01-01", "petition_filed": "2025-09-02",
                 "petition_approved": "2025-09-01", "available_on": "2026-03-01"}, "approved before"),
        ("D30", {"received_on": "9999-12-20", "days": "15"}, "not known"),
        ("D77", {}, "no rule D77"),
    ],
)  # fmt: skip
def test_what_cannot_be_counted_says_why_and_is_never_guessed(rule, said, why):
    with pytest.raises(NotCounted, match=why):
        counted(rule, **said)


@pytest.mark.parametrize(
    "broken",
    [
        {"status": "maybe"},
        {"source": ""},
        {"dates": {"by": {"add": [{"weeks": 2}], "label": {"en": "By", "es": "A"}}}},
        {"dates": {"by": {"roll": "sideways", "label": {"en": "By", "es": "A"}}}},
        {"dates": {"by": {"label": {"en": "By"}}}},
        {"surprise": 1},
    ],
)
def test_a_rule_that_is_not_whole_is_refused_with_its_place(
    broken, tmp_path, monkeypatch
):
    version = {
        "version": 1,
        "status": "in_force",
        "effective_from": None,
        "source": "8 CFR 1.2",
        "reviewed": None,
        **broken,
    }
    day = {"kind": "date", "label": {"en": "Day", "es": "Día"}}
    rule = {
        "title": {"en": "A rule", "es": "Una regla"},
        "office": "USCIS",
        "from": "day",
        "inputs": {"day": day},
        "versions": [version],
    }
    (tmp_path / "bad.yaml").write_text(yaml.safe_dump({"D99": rule}))
    monkeypatch.setattr(reading, "HERE", tmp_path)
    with pytest.raises(BadBook, match=r"bad\.yaml, D99"):
        reading.rules.__wrapped__()
