"""An edition that its agency does not take any more is refused, with a sentence."""

from datetime import UTC, date, datetime, time

import pytest
from django.urls import reverse

from harborlight.filings.edition_words import none_to_fill, pack_to_fill, refused
from harborlight.firm.clock import standing_at
from harborlight.law import packs
from harborlight.law.tests.test_pack_reading import WHOLE
from harborlight.staff.tests.at_the_desk import at_the_desk, words

pytestmark = pytest.mark.feature("F115")
STORY, LATER = date(2026, 6, 15), date(2026, 11, 23)
HELD = date(2025, 1, 20)
# As the little pack of the tests, but of the form and edition that was replaced.
I_485 = (
    WHOLE.replace("form: X-1", "form: I-485")
    .replace("edition: 2026-01-01", "edition: 2025-01-20")
    .replace("accepted: {from: 2026-01-01, until: null, source: A page, reviewed: null}\n", "")
)  # fmt: skip


def noon(day):
    return datetime.combine(day, time(17), UTC)


@pytest.fixture
def i_485(tmp_path, monkeypatch):
    """A house that can fill the I-485 of 01/20/25, and nothing else."""
    folder = tmp_path / "law" / "i-485"
    folder.mkdir(parents=True)
    (folder / "2025-01-20.yaml").write_text(I_485)
    monkeypatch.setattr(packs, "FORMS_FOLDER", folder.parent)
    packs.packs.cache_clear()
    yield
    packs.packs.cache_clear()


def test_the_i_485_of_january_is_taken_in_june_and_refused_in_november():
    assert refused("I-485", HELD, on=STORY) == ""
    assert refused("I-485", HELD, on=LATER) == (
        "The edition 01/20/25 of Form I-485 was taken until September 17, 2026 only. "
        "The agency takes the edition 09/18/26 now."
    )


@pytest.mark.parametrize(
    ("form", "edition", "sentence"),
    [
        ("I-864", date(2024, 10, 17), "The agency takes the edition 08/24/26 now."),
        ("I-589", date(2025, 1, 20), "The agency takes the edition 07/28/26 now."),
        ("I-129", date(2025, 1, 20), "takes the editions 02/27/26, 09/09/26 now."),
        ("EOIR-28", date(2015, 12, 1), "The edition Dec. 2015 of Form EOIR-28 is outdated."),
    ],
)  # fmt: skip
def test_the_outdated_editions_are_refused_and_say_what_is_taken(
    form, edition, sentence
):
    assert sentence in refused(form, edition, on=LATER)


def test_an_edition_is_not_taken_before_its_day():
    sentence = refused("I-485", date(2026, 9, 18), on=STORY)
    assert sentence.endswith("is taken from September 18, 2026 on.")


def test_an_edition_that_nobody_knows_is_refused_too():
    said = "We do not know this edition of Form I-485."
    assert refused("I-485", date(2024, 2, 29), on=STORY) == said


@pytest.mark.usefixtures("i_485")
def test_it_can_be_filled_in_june_and_says_why_not_in_november():
    assert pack_to_fill("I-485", on=STORY).edition == HELD
    with pytest.raises(
        packs.NoEdition, match=r"was taken until September 17, 2026 only"
    ):
        pack_to_fill("I-485", on=LATER)


def test_of_a_form_without_boxes_it_is_said_which_edition_is_taken():
    assert none_to_fill("I-693", on=LATER) == (
        "We know no boxes of Form I-693. The agency takes the edition 01/20/25 now."
    )


@pytest.mark.usefixtures("i_485")
def test_the_library_shows_what_may_be_filed_today(paul):
    with standing_at(noon(STORY)):
        text = words(at_the_desk(paul).get(reverse("staff:library")))
    assert "May be filed today" in text
    assert 'taken until <time datetime="2026-09-17">' in text
    with standing_at(noon(LATER)):
        text = words(at_the_desk(paul).get(reverse("staff:library")))
    assert "May not be filed today" in text
    assert "The agency takes the edition 09/18/26 now." in text
    assert "Forms we cannot fill" in text
    assert "<b>I-693</b>" in text
