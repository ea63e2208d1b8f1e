"""Which edition of a form its agency takes, on which day."""

from datetime import date

import pytest

from harborlight.law.book import entries
from harborlight.law.editions import edition_of, editions, taken
from harborlight.law.packs import NoEdition, pack_of, packs

pytestmark = pytest.mark.feature("F115")
STORY, LATER = date(2026, 6, 15), date(2026, 11, 23)
OUTDATED = {
    "I-485": date(2025, 1, 20),
    "I-864": date(2024, 10, 17),
    "I-589": date(2025, 1, 20),
    "I-129": date(2025, 1, 20),
    "EOIR-28": date(2015, 12, 1),
}


@pytest.mark.parametrize(("form", "edition"), OUTDATED.items())
def test_the_five_outdated_editions_are_not_taken_any_more(form, edition):
    assert not edition_of(form, edition).accepted(LATER)


@pytest.mark.parametrize("form", ["I-485", "I-864", "I-589"])
def test_they_were_taken_until_the_next_came(form):
    assert edition_of(form, OUTDATED[form]).accepted(STORY)
    (now,) = taken(form, LATER)
    assert now.edition > OUTDATED[form]
    assert edition_of(form, OUTDATED[form]).replaced_by == now.edition


def test_the_edition_of_the_i_485_changed_from_one_day_to_the_next():
    called = [
        [one.called for one in taken("I-485", date(2026, 9, day))] for day in (17, 18)
    ]
    assert called == [["01/20/25"], ["09/18/26"]]


def test_the_i_485_that_we_hold_is_filled_in_june_and_not_in_november():
    assert pack_of("I-485", STORY).edition == OUTDATED["I-485"]
    with pytest.raises(NoEdition):
        pack_of("I-485", LATER)


def test_two_editions_may_be_taken_side_by_side():
    assert [one.called for one in taken("I-129", date(2026, 9, 10))] == [
        "02/27/26",
        "09/09/26",
    ]


def test_of_a_form_nobody_knows_nothing_is_taken():
    assert taken("X-1", STORY) == ()
    assert edition_of("X-1", STORY) is None


def test_every_row_is_called_after_its_form_and_edition():
    for key, row in entries("editions").items():
        known = edition_of(row["form"], row["edition"])
        assert key == f"{known.form} {known.called}"
        if known.replaced_by:
            assert edition_of(known.form, known.replaced_by)


@pytest.mark.parametrize("pack", packs(), ids=lambda pack: pack.form)
def test_a_pack_and_the_book_say_the_same(pack):
    row = edition_of(pack.form, pack.edition)
    if row is None:
        assert pack.form not in {one.form for one in editions()}
    else:
        assert (row.effective_from, row.until) == (
            pack.accepted_from,
            pack.accepted_until,
        )
