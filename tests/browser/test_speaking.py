"""A story's words are found on a Spanish page, or it says that they cannot be."""

import re

import pytest

from tests.browser.speaking import Own, foreign, lacks, spoken


def test_an_english_story_looks_for_what_it_says():
    assert spoken("Cases", "en") == "Cases"
    assert spoken("Invoice {number}", "en").search("Invoice 2026-0001")


def test_words_are_translated_and_gaps_stay_open():
    assert spoken("Cases", "es") == "Casos"
    assert spoken("I-130 spouse", "es") == "I-130 para cónyuge"
    pays = spoken("Pay {amount}", "es", amount=r"\$.+")
    assert pays.search("Pagar $2,475.00") and not pays.search("Pagar la factura")
    assert spoken(Own("675.00"), "es") == "675.00"


@pytest.mark.parametrize("words", ["Casess", "Fill the", re.compile("^Invoice")])
def test_what_has_no_translation_is_said(words):
    with pytest.raises(AssertionError, match="whole"):
        spoken(words, "es")


def test_an_english_sentence_of_ours_on_a_spanish_page_is_found():
    page = ["Casos", " Check for conflicts ", "Óscar Rivas Peña", "675.00"]
    assert foreign(page, "es") == ["Check for conflicts"]


def test_a_sentence_that_a_list_lacks_is_named():
    done = "Paul Berg envió Acta de matrimonio, versión 1"
    sent = "{who} sent {title}, version {number}"
    assert lacks(done, [(sent, {"number": "1"}), (sent, {"number": "2"})], "es") == [
        sent
    ]
