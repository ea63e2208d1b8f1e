"""A new bar number or telephone of the firm marks the drafts on which it stands."""

from datetime import date

import pytest

from harborlight.filings.actions import Outdated, approve_form, fill_form, need_form
from harborlight.filings.library import _hashes
from harborlight.filings.models import Filing, FilledForm
from harborlight.filings.preflight import preflight, record_of
from harborlight.filings.queries import filings
from harborlight.filings.spots import changed_since
from harborlight.firm.actions import keep_credentials
from harborlight.firm.clock import today
from harborlight.firm.models import Firm, User
from harborlight.law import packs
from harborlight.staff.tests.at_the_desk import at_the_desk, words
from harborlight.staff.tests.desk import at
from tests.second_edition import EDITION, lay_out

DETAILS = {
    "family_name": "Lovell",
    "given_name": "Ada",
    "middle_name": "",
    "licensing_authority": "Supreme Court of California",
    "bar_number": "123456",
    "uscis_account": "",
    "phone": "+12135550100",
    "mobile": "",
    "email": "",
    "under_order": False,
}


@pytest.fixture
def with_bar_number(tmp_path, settings):
    """An edition of the practice form that prints the attorney's bar number."""
    settings.FORMS_FOLDER = tmp_path / "forms"
    lay_out(tmp_path / "packs", tmp_path / "forms")
    (file,) = (tmp_path / "packs").glob("*/*.yaml")
    mobile = "fact: petitioner.contact.phone_mobile,\n     as: phone, required: true"
    pack = file.read_text()
    assert mobile in pack
    file.write_text(pack.replace(mobile, "fact: attorney.bar_number"))
    packs.also_in(tmp_path / "packs")
    yield date.fromisoformat(EDITION)
    packs.also_in()
    _hashes.cache_clear()


def kept(actor, **changed):
    user = User.objects.get(pk=actor.user_id)
    keep_credentials(actor, user, **{**DETAILS, **changed})


@pytest.mark.feature("F117", "F118")
def test_a_new_bar_number_marks_exactly_the_drafts_that_print_it(
    ada, paul, begun, with_bar_number
):
    kept(ada)
    filing = filings(ada, begun.case).get()
    (needed,) = filing.forms.all()
    printing = fill_form(paul, needed, edition=with_bar_number)
    other = need_form(paul, filing, form="HL-1", client="beneficiary")
    fill_form(paul, other, edition=date(2026, 1, 1))
    assert printing.house == {"attorney.bar_number": "123456"}
    desk = at_the_desk(paul)
    assert "Changed" not in words(desk.get(at("filled-form", printing.pk)))
    # What it does not print, and what is written as before, marks nothing.
    kept(ada, phone="+12135550199")
    assert changed_since(paul, printing) == []
    kept(ada, bar_number="654321")
    (spot,) = changed_since(paul, printing)
    assert (spot.was, spot.now) == ("123456", "654321")
    page = desk.get(at("filled-form", printing.pk))
    assert "bar details" in words(page)
    assert at("credentials", ada.user_id) in page.content.decode()
    with pytest.raises(Outdated):
        approve_form(ada, printing, despite_open=True)
    day = today(filing.firm.time_zone)
    rows = preflight(record_of(ada, filing, on=day), on=day)
    (found,) = (one for one in rows if one.code == "changed")
    assert found.where == "Form HL-1 (HL-1)" and found.about[0] == str(needed.pk)
    assert "Answers changed since" in words(desk.get(at("case-forms", begun.case.pk)))
    # Filled again it says what is true, and nobody is told any more.
    assert changed_since(paul, fill_form(paul, needed, edition=with_bar_number)) == []


@pytest.mark.feature("F117")
def test_the_details_of_whoever_leads_the_case_now_are_what_counts(
    ada, pat, paul, begun, with_bar_number
):
    """A detail that nobody had given when it was filled marks it, too."""
    (needed,) = filings(ada, begun.case).get().forms.all()
    filled = fill_form(paul, needed, edition=with_bar_number)
    assert filled.house == {"attorney.bar_number": ""}
    kept(ada)
    assert [one.now for one in changed_since(paul, filled)] == ["123456"]
    Firm.objects.update(phone="+12135550111")
    assert len(changed_since(paul, filled)) == 1
    # What went out is history: the firm's new details do not change it.
    Filing.objects.update(state="sent")
    assert changed_since(paul, FilledForm.objects.get()) == []
