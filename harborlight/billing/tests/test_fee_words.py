"""Every fee of the book has words, in both languages, and no two fees the same ones."""

from collections import Counter
from datetime import date

from django.utils.translation import override

from harborlight.billing.fee_words import (
    CIRCUMSTANCES,
    LAWS,
    circumstance_words,
    fee_words,
    name_of,
)
from harborlight.billing.models import Line
from harborlight.law.fees import fee_schedule, fees_due

DAY = date(2026, 6, 15)


def test_every_code_of_the_book_has_words_and_no_word_is_without_a_code():
    rows = fee_schedule()
    assert {row.circumstance for row in rows} == CIRCUMSTANCES.keys()
    assert {row.law for row in rows if row.law} == LAWS.keys()
    # A further fee is in every circumstance the same: it is told by its amount.
    told = [row for row in rows if row.in_force(DAY)]
    for language in ("en", "es"):
        with override(language):
            several = Counter(fee_words(row) for row in told)
        assert [words for words, often in several.items() if often > 1] == []


def test_what_is_due_is_said_beside_the_circumstance():
    rows = fees_due("I-765", channel="paper", circumstance="c8 initial", on=DAY)
    assert circumstance_words("c8 initial", rows).endswith("first: $560.00")


def test_the_name_of_a_fee_fits_its_line():
    most = Line._meta.get_field("form").max_length
    assert all(len(name_of(row.form, row.law)) <= most for row in fee_schedule())
