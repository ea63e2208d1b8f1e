"""A family's petition on the agency's own forms, filled, read back and drawn.

The blanks are never part of this repository: HARBORLIGHT_FORMS names the folder that
holds those of this machine.
"""

from io import BytesIO

import pikepdf
import pytest
from PIL import Image

from harborlight.cases.queries import parties
from harborlight.facts.queries import sheet
from harborlight.filings.actions import approve_form, fill_form, fill_forms
from harborlight.filings.actions.filling import facts_for
from harborlight.filings.composing import OnPaper
from harborlight.filings.library import NoBlank, blank_of
from harborlight.filings.queries import filings, standings
from harborlight.filings.standing import envelope
from harborlight.firm.actions import change_firm, keep_credentials
from harborlight.firm.clock import today
from harborlight.firm.models import User
from harborlight.firm.vault.stored import plain_of
from harborlight.law.packs import compose, pack_of, pack_of_edition
from harborlight.papers.reading import read
from harborlight.papers.rendering import render
from harborlight.papers.tests.forms_at_hand import words_on
from harborlight.questionnaires.actions import correct_answer
from harborlight.staff.tests.at_the_desk import answered, official_folder
from tests.whole_case import begin, furnish

AT_HAND = official_folder()
needs_blanks = pytest.mark.skipif(
    AT_HAND is None,
    reason="The folder that HARBORLIGHT_FORMS names holds no G-28, I-130 and I-130A.",
)
FORMS = ("G-28", "I-130", "I-130A")
LONG = (
    "Calle de la Ñandubaysal, Edificio Güemes, Piso décimo, Puerta veintitrés, Bloque B"
)

LONG_STREET = "40 Camino Real de la Ocañabaysal, at the Corner of the Old Fish Market"


@pytest.fixture
def firm_facts(pat, ada, harbor):
    """What the forms ask of the firm and of the attorney who signs."""
    change_firm(
        pat,
        harbor,
        street=LONG_STREET,
        unit_kind="ste",
        unit="300",
        city="Los Angeles",
        state="CA",
        zip="90012",
        phone="+12135550100",
        email="office@harbor.example",
    )
    keep_credentials(
        pat,
        User.objects.get(pk=ada.user_id),
        family_name="Okafor",
        given_name="Ada",
        licensing_authority="California",
        bar_number="123456",
        uscis_account="123456789012",
        phone="+12135550101",
        email="ada@harbor.example",
    )


@pytest.fixture
def made(settings, clock, ada, maria, omar, paul, firm_facts):
    """The three forms of a whole family: the pack, the blank, and the filled PDF of each."""
    settings.FORMS_FOLDER = AT_HAND
    furnish(clock)
    begun = answered(ada, maria, omar, playbook="i130-spouse")
    person = begun.beneficiary.person
    entry = sheet(ada, begun.case, person).entries["addresses"][0]
    correct_answer(
        paul,
        begun.case,
        person=person,
        place=("addresses[].street", entry),
        value=LONG,
        reason="Longer than any box",
    )
    fill_forms(paul, filings(ada, begun.case).get())
    rows = standings(ada, filings(ada, begun.case).get())
    return begun.case, {row.needed.form: row.filled for row in rows}


def pdf_of(filled) -> bytes:
    return b"".join(plain_of(filled.file).pieces())


@needs_blanks
@pytest.mark.feature("F115", "F116", "F119")
def test_every_answer_stands_on_the_agencys_own_forms(ada, harbor, made):
    case, forms = made
    assert tuple(forms) == FORMS
    facts, day = facts_for(ada, case), today(harbor.time_zone)
    for form, filled in forms.items():
        pack, blank = pack_of(form, on=day), blank_of(pack_of(form, on=day))
        composed = compose(
            pack, facts, OnPaper(blank), on=day, client=filled.needed.client
        )
        found = read(pdf_of(filled))
        assert len(composed.values) >= 40
        for box, value in composed.values.items():
            assert _is(found[box], value), (form, box, found[box], value)
        missing = [row for row in filled.missing if row["person"] != "case"]
        assert missing == [], form
        _looks_official(blank, pdf_of(filled))
        _can_be_seen(filled, pdf_of(filled))


def _is(found, value) -> bool:
    """What stands in the box is what was meant: a mark by its own value or its place."""
    return found == value or (isinstance(value, bool) and bool(found) == value)


def _looks_official(blank, pdf: bytes) -> None:
    """No XFA that a viewer would show instead; open for changes; every barcode kept."""
    with pikepdf.open(BytesIO(pdf)) as opened:
        assert not opened.is_encrypted
        assert "/XFA" not in opened.Root.AcroForm
        assert len(opened.Root.AcroForm.Fields) > 0
        assert "/Perms" not in opened.Root
    before, after = read(blank.pdf), read(pdf)
    codes = [box.name for box in blank.boxes if box.kind == "barcode"]
    assert {name: after[name] for name in codes} == {n: before[n] for n in codes}
    assert set(after) == set(before)


def _can_be_seen(filled, pdf: bytes) -> None:
    """Every page is drawn, and none of them is a blank sheet."""
    for number in range(1, filled.pages + 1):
        picture = Image.open(BytesIO(render(pdf, number, 400))).convert("L")
        assert picture.getextrema()[0] < 128


@needs_blanks
def test_accents_and_the_letter_n_with_a_tilde_can_be_read_on_the_page(made):
    _, forms = made
    text = words_on(pdf_of(forms["I-130"]), 1) + words_on(pdf_of(forms["I-130"]), 2)
    assert "Rivas Peña" in text
    assert "Óscar" in text


@needs_blanks
@pytest.mark.feature("F119")
def test_an_overlong_answer_goes_on_in_the_additional_information_part(made):
    """Each of the three has such a part: what found no room is in a box of it, whole."""
    _, forms = made
    parts = {"G-28": "6", "I-130": "9", "I-130A": "7"}
    words = {"G-28": "Ocañabaysal", "I-130": "Ñandubaysal", "I-130A": "Ñandubaysal"}
    for form, filled in forms.items():
        assert [row for row in filled.continued if row["on"] == "here"], form
        pack = pack_of_edition(filled.form, filled.edition)
        assert pack.additional_part == parts[form]
        found, seen = read(pdf_of(filled)), ""
        for block in pack.blocks:
            seen += " " + str(found[block.text])
        assert words[form] in seen, (form, filled.continued)
        assert seen.split()[-1] in _drawn(filled)
        assert not [row for row in filled.continued if row["on"] == "beyond"]


def _drawn(filled) -> str:
    pdf = pdf_of(filled)
    return "".join(words_on(pdf, page) for page in range(1, filled.pages + 1))


def test_without_a_blank_nothing_is_filled_and_the_form_is_named(
    settings, tmp_path, clock, ada, paul
):
    settings.FORMS_FOLDER = tmp_path
    furnish(clock)
    case = begin(ada, playbook="i130-spouse").case
    with pytest.raises(NoBlank, match="G-28"):
        fill_forms(paul, filings(ada, case).get())
    assert not any(row.filled for row in standings(ada, filings(ada, case).get()))


@needs_blanks
@pytest.mark.everything
@pytest.mark.feature("F121")
def test_whoever_is_abroad_is_spared_only_while_that_is_what_was_answered(
    ada, paul, harbor, made
):
    case, forms = made
    supplement = forms["I-130A"]
    assert (supplement.signers, supplement.spared) == ([], ["spouse_abroad"])
    approve_form(ada, supplement, despite_open=True)
    filing = supplement.needed.filing

    def says():
        return " ".join(envelope(ada, filing, on=today(harbor.time_zone)).lacking)

    assert "I-130A" not in says()
    person = next(one.person for one in parties(ada, case) if one.part == "beneficiary")
    answered = {"place": ("us.now", None), "reason": "She came"}
    correct_answer(paul, case, person=person, value="yes", **answered)
    assert "An answer that decides who signs Form I-130A has changed" in says()
    again = fill_form(paul, supplement.needed)
    assert (again.signers, again.spared) == (["beneficiary"], [])
