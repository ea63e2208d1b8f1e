from datetime import date

import pytest

from harborlight.law import book
from harborlight.law.dates import closed, legal_holidays, roll_forward
from harborlight.law.fees import NoFeeKnown, fee, fee_schedule
from harborlight.law.receipts import NotAReceipt, office, receipt_number


@pytest.mark.parametrize(
    ("day", "opens"),
    [
        (date(2026, 7, 3), date(2026, 7, 6)),  # Independence Day kept on Friday
        (date(2026, 4, 4), date(2026, 4, 6)),  # Saturday
        (date(2027, 12, 31), date(2028, 1, 3)),  # New Year kept on Friday
        (date(2026, 4, 2), date(2026, 4, 2)),  # an open Thursday
        (date(2026, 6, 19), date(2026, 6, 22)),  # Juneteenth, then a weekend
        (date(2025, 12, 25), date(2025, 12, 26)),
    ],
)
def test_the_last_day_rolls_to_the_next_open_day(day, opens):
    assert roll_forward(day) == opens


def test_the_holidays_of_2026():
    weekdays = [day for day in legal_holidays(2026) if day.weekday() < 5]
    assert weekdays == [
        date(2026, 1, 1),
        date(2026, 1, 19),
        date(2026, 2, 16),
        date(2026, 5, 25),
        date(2026, 6, 19),
        date(2026, 7, 3),
        date(2026, 9, 7),
        date(2026, 10, 12),
        date(2026, 11, 11),
        date(2026, 11, 26),
        date(2026, 12, 25),
    ]


def test_a_closed_day_says_why():
    assert closed(date(2026, 11, 26)) == "Thanksgiving Day"
    assert closed(date(2026, 11, 29)) == "Sunday"
    assert closed(date(2026, 11, 24)) == ""


def test_a_fee_is_the_one_in_force_on_the_day():
    assert fee("i-130", channel="paper", on=date(2024, 3, 31)).cents == 53_500
    assert fee("i-130", channel="paper", on=date(2024, 4, 1)).cents == 67_500
    with pytest.raises(NoFeeKnown):
        fee("i-130", channel="paper", on=date(2010, 1, 1))


def test_every_fee_can_be_cited():
    assert all(row.source for row in fee_schedule())


@pytest.mark.parametrize(
    "typed", ["IOE0912345678", "ioe 0912 345 678", "IOE-09-123-45678"]
)
def test_a_receipt_number_is_kept_in_one_form(typed):
    assert receipt_number(typed) == "IOE0912345678"


@pytest.mark.parametrize(
    "typed", ["", "IOE123", "10E0912345678", "IOE09123456789", "IOEO912345678"]
)
def test_what_is_no_receipt_number_is_refused(typed):
    with pytest.raises(NotAReceipt):
        receipt_number(typed)


@pytest.mark.parametrize("typed", ["G-100-26001-123456", "g100 26001 123456"])
def test_a_case_of_the_department_of_labor_has_a_number_of_its_own_kind(typed):
    assert receipt_number(typed) == "G-100-26001-123456"
    assert office(receipt_number(typed)) == "Department of Labor"
    with pytest.raises(NotAReceipt):
        receipt_number(typed[:-1])


def test_an_unknown_prefix_names_no_office():
    assert office("IOE0912345678") and not office("QQQ0912345678")


@pytest.mark.parametrize("lacks", ["source", "effective_from", "reviewed"])
def test_an_entry_of_the_book_that_says_less_is_refused(tmp_path, monkeypatch, lacks):
    said = {"source": "8 CFR 1.2", "effective_from": "2024-04-01", "reviewed": "null"}
    del said[lacks]
    lines = [f"  {name}: {word}" for name, word in said.items()]
    (tmp_path / "rules.yaml").write_text("\n".join(["a rule:", *lines, ""]))
    monkeypatch.setattr(book, "HERE", tmp_path)
    with pytest.raises(book.BadBook, match="rules.yaml, a rule: every entry needs"):
        book.entries.__wrapped__("rules")
