"""Filing sheets at the desk: what is typed into a site, in its order, and what was typed."""

import io
import zipfile

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from harborlight.cases.models import Party
from harborlight.documents.actions import About, file_document
from harborlight.facts.models import Entry, Fact
from harborlight.filings.actions import attach_packet, need_form
from harborlight.filings.models import Filing, FilledForm, NeededForm, TypedPage
from harborlight.filings.queries import filings
from harborlight.filings.site_sheets import lines_of, sheet_of
from harborlight.firm.clock import today
from harborlight.firm.models import Event
from harborlight.firm.vault.events import words_of
from harborlight.firm.vault.keys import trust_keys
from harborlight.law.sites import site_sheet
from harborlight.packets.actions import add_papers, ask_build, make_packet
from harborlight.packets.tests.conftest import paper, work
from harborlight.papers.tests import honest
from harborlight.questionnaires.actions import correct_answer
from harborlight.staff.tests.at_the_desk import answered, at_the_desk, told, words
from harborlight.staff.tests.desk import at
from harborlight.staff.tests.test_forms import checked
from tests.questions import MOST, questions
from tests.whole_case import accept_papers, furnish


@pytest.fixture
def case(clock, ada, maria, omar):
    furnish(clock)
    return answered(ada, maria, omar, playbook="practice-spouse").case


@pytest.fixture
def sheet(case):
    return case.pk, "ds-260", "beneficiary"


def said(actor, case, name, value, person="beneficiary", entry=None):
    """Staff put an answer right."""
    party = Party.objects.get(case=case, part=person)
    correct_answer(
        actor,
        case,
        person=party.person,
        place=(name, entry),
        value=value,
        reason="The passport says so",
    )


def page_of(actor, case, key, sheet="ds-260", part="beneficiary", **also):
    day = today(case.firm.time_zone)
    found = sheet_of(actor, case, site_sheet(sheet), part, on=day, **also)
    return next(one for one in found.pages if one.section.key == key)


def typed(actor, case, key):
    return {row.label: row.shown for row in page_of(actor, case, key).rows}


@pytest.mark.feature("F116")
def test_the_answers_stand_in_the_sites_order_and_in_its_format(ada, case):
    said(ada, case, "name.family", "Núñez Haddad")
    said(ada, case, "birth.date", "1990-11-03")
    rows = typed(ada, case, "personal-1")
    assert [*rows][:2] == ["Surnames", "Given Names"]
    assert rows["Surnames"] == "NUNEZ HADDAD"
    assert rows["Date of Birth"] == "03-NOV-1990"
    assert rows["Country/Region of Birth"].isupper()
    said(ada, case, "birth.date", "1990-11-03", person="petitioner")
    other = page_of(ada, case, "petitioner", sheet="i-130")
    at_uscis = {row.label: row.shown for row in other.rows}
    assert at_uscis["Date of birth"] == "11/03/1990"


@pytest.mark.feature("F116")
def test_letters_that_the_site_does_not_take_are_said(ada, case, sheet):
    said(ada, case, "name.family", "Иванов")
    (row,) = [
        one for one in page_of(ada, case, "personal-1").rows if one.label == "Surnames"
    ]
    assert row.asked.typed.is_odd
    page = words(at_the_desk(ada).get(at("filing-sheet", *sheet)))
    assert "The site takes the letters A to Z only" in page


@pytest.mark.feature("F116")
def test_what_lacks_leads_to_where_it_is_answered(ada, case, sheet):
    Fact.objects.filter(case=case, name="birth.city").delete()
    desk = at_the_desk(ada)
    page = desk.get(at("filing-sheet", *sheet))
    assert "Not answered yet." in words(page)
    person = Party.objects.get(case=case, part="beneficiary").person_id
    there = at("answer", case.pk, person, "birth.city")
    assert there in page.content.decode()
    assert desk.get(there).status_code == 200


@pytest.mark.feature("F116", "F221")
def test_a_page_is_ticked_off_with_who_and_when_and_told_when_an_answer_changes(
    ada, paul, case, sheet
):
    said(ada, case, "name.family", "Haddad")
    desk = at_the_desk(paul)
    over = page_of(paul, case, "personal-1").over
    said_so = {"page": "personal-1", "over": over}
    page = desk.post(at("page-typed", *sheet), said_so, follow=True)
    assert "Typed" in words(page)
    row = TypedPage.objects.get()
    assert row.typed_by.name == "Paul" and row.typed_at
    assert Event.objects.filter(kind="sheet.typed").count() == 1
    said(ada, case, "name.family", "Haddad Otero")
    page = words(desk.get(at("filing-sheet", *sheet)))
    assert "Changed since" in page and "Typed as: HADDAD" in page
    # What was seen is not what stands there now: it is not ticked off unseen.
    page = desk.post(at("page-typed", *sheet), said_so, follow=True)
    assert "An answer on this page changed" in told(page)[0]
    over = page_of(paul, case, "personal-1").over
    desk.post(at("page-typed", *sheet), {"page": "personal-1", "over": over})
    assert "Changed since" not in words(desk.get(at("filing-sheet", *sheet)))
    desk.post(at("page-untyped", *sheet), {"page": "personal-1"})
    assert not TypedPage.objects.exists()


@pytest.mark.feature("F116")
def test_protected_numbers_are_shown_whole_to_whoever_asks_and_that_is_recorded(
    ada, case, sheet
):
    said(ada, case, "passport.number", "X12345678")
    desk = at_the_desk(ada)
    page = desk.get(at("filing-sheet", *sheet)).content.decode()
    assert "X12345678" not in page and "•5678" in page
    page = desk.post(at("open-sheet", *sheet)).content.decode()
    assert 'data-copy="X12345678"' in page
    shown = Event.objects.filter(kind="facts.revealed")
    assert shown.exists()


def whole_number_typed(actor, case, sheet, number="X12345678"):
    """The page with the passport is typed, with its number on it."""
    said(actor, case, "passport.number", number)
    day = today(case.firm.time_zone)
    found = sheet_of(actor, case, site_sheet(sheet[1]), sheet[2], on=day)
    page = next(one for one in found.pages if number in lines_of(one).values())
    desk = at_the_desk(actor)
    asked = {"page": page.section.key, "over": page.over}
    desk.post(at("page-typed", *sheet), asked)
    return desk, page.section.key


@pytest.mark.feature("F116", "F221")
def test_the_log_of_a_typed_page_holds_no_protected_number(ada, pat, case, sheet):
    whole_number_typed(ada, case, sheet)
    row = TypedPage.objects.get()
    assert "X12345678" in row.lines.values()
    event = Event.objects.get(kind="sheet.typed")
    changes = words_of(case.firm, [event])[event.pk]["changes"]
    assert changes["typedpage.lines"] == ["", "hidden"]
    office = at_the_desk(pat)
    page = words(office.get(at("log-entry", event.pk)))
    wanted = {"as_file": "jsonl", "about": "sheet"}
    lines = office.post(at("export-log"), wanted).content.decode()
    assert "hidden" in page and "hidden" in lines
    assert "X12345678" not in page and "X12345678" not in lines


@pytest.mark.feature("F116", "F221")
def test_a_number_that_was_typed_and_then_taken_back_stays_masked(ada, case, sheet):
    desk, page = whole_number_typed(ada, case, sheet)
    Fact.objects.filter(case=case, name="passport.number").delete()
    (row,) = [one for one in page_of(ada, case, page).rows if one.was == "X12345678"]
    assert row.was_shown == "•••••5678"
    for answer in (
        desk.get(at("filing-sheet", *sheet)),
        desk.post(at("open-sheet", *sheet)),
    ):
        page = answer.content.decode()
        assert "Typed as: •••••5678" in page and "X12345678" not in page


@pytest.mark.feature("F116")
def test_an_unknown_sheet_or_a_part_that_nobody_has_is_not_found(ada, rita, case):
    desk = at_the_desk(ada)
    for sheet, part in (
        ("ds-9", "beneficiary"),
        ("ds-260", "applicant"),
        ("n-400", "beneficiary"),
    ):
        assert desk.get(at("filing-sheet", case.pk, sheet, part)).status_code == 404
    wrong = at("page-typed", case.pk, "ds-260", "beneficiary")
    assert desk.post(wrong, {"page": ""}).status_code == 302
    page = desk.post(wrong, {"page": "nothing", "over": "x"}, follow=True)
    assert page.status_code == 200 and not TypedPage.objects.exists()
    stranger = at_the_desk(rita).get(
        at("filing-sheet", case.pk, "ds-260", "beneficiary")
    )
    assert stranger.status_code == 404


@pytest.mark.feature("F116")
def test_each_sheet_of_the_case_is_listed_and_opens(ada, case):
    desk = at_the_desk(ada)
    assert at("filing-sheets", case.pk) in words(desk.get(at("case-forms", case.pk)))
    page = words(desk.get(at("filing-sheets", case.pk)))
    for key in ("ds-260", "ds-160", "i-130", "i-765", "i-485"):
        there = at("filing-sheet", case.pk, key, "beneficiary")
        assert there in page
        assert desk.get(there).status_code == 200
    assert "n-400" not in page and "In a filing of this case" not in page


def test_the_sheet_of_a_form_that_is_filed_stands_first(ada, case):
    need_form(ada, filings(ada, case).get(), form="I-765", client="beneficiary")
    page = words(at_the_desk(ada).get(at("filing-sheets", case.pk)))
    order = [page.index(at("filing-sheet", case.pk, key, "beneficiary"))
             for key in ("i-765", "ds-160", "i-130")]  # fmt: skip
    assert order == sorted(order)
    assert page.count("In a filing of this case") == 1


@pytest.mark.feature("F106")
def test_files_are_named_and_sized_for_the_site_and_come_as_one_zip(
    ada, paul, maria, signed
):
    begun, filed = signed
    accept_papers(paul, begun.case)
    Filing.objects.filter(pk=filed.pk).update(channel="online")
    filed.refresh_from_db()
    FilledForm.objects.filter(needed__filing=filed).update(form="I-485")
    NeededForm.objects.filter(filing=filed).update(form="I-485")
    packet = make_packet(
        paul,
        begun.case,
        name="Evidence: María",
        purpose="filing",
        destination="uscis online",
        numbering="letters",
        notice=None,
        due_on=None,
    )
    desk = at_the_desk(paul)
    there = begun.case.pk, "i-485", "beneficiary"
    assert "It is not built as it is now." in words(desk.get(at("sheet-files", *there)))
    letter = {"title": "Letter", "kind": "letter", "person": None, "shared": False}
    kept = paper(honest.pdf())(begun)
    version = file_document(paul, begun.case, checked=kept, about=About(), **letter)
    add_papers(paul, packet, versions=[version])
    ask_build(paul, packet)
    work()
    page = words(desk.get(at("sheet-files", *there)))
    assert "Evidence Maria.pdf" in page and "The site takes it" in page
    assert "Form I-485 Maria Rivas Pena signed.pdf" in page
    assert "It does not go with the filing of this form" in page
    # What goes up to the site goes with its filing, under the certificate.
    attach_packet(paul, packet, filing=filed)
    assert "once HL-1 is certified" in words(desk.get(at("sheet-files", *there)))
    page = desk.get(at("sheet-bundle", *there), follow=True)
    assert "HL-1 has no certificate" in told(page)[0]
    checked(paul, ada, filed)
    bundle = desk.get(at("sheet-bundle", *there))
    names = zipfile.ZipFile(io.BytesIO(b"".join(bundle.streaming_content))).namelist()
    assert "Evidence Maria.pdf" in names and len(names) == 2
    # A second packet of the same name does not lie over the first when it is unpacked.
    again = make_packet(
        paul,
        begun.case,
        name="Evidence: MARÍA",
        purpose="filing",
        destination="uscis online",
        numbering="letters",
        notice=None,
        due_on=None,
    )
    add_papers(paul, again, versions=[version])
    ask_build(paul, again)
    work()
    attach_packet(paul, again, filing=filed)
    page = desk.get(at("sheet-bundle", *there), follow=True)
    assert "The certificate of HL-1 is void" in told(page)[0]
    checked(paul, ada, filed)
    bundle = desk.get(at("sheet-bundle", *there))
    names = zipfile.ZipFile(io.BytesIO(b"".join(bundle.streaming_content))).namelist()
    assert len({one.casefold() for one in names}) == 3
    assert sum(one.endswith(" 2.pdf") for one in names) == 1
    # The form of another party of whom there is a sheet like this one stays out of it.
    NeededForm.objects.filter(filing=filed).update(client="applicant")
    assert "signed.pdf" not in words(desk.get(at("sheet-files", *there)))
    NeededForm.objects.filter(filing=filed).update(client="petitioner")
    assert "signed.pdf" in words(desk.get(at("sheet-files", *there)))
    # CEAC takes 2 MB a file: a packet for elsewhere is made anew for it.
    page = words(desk.get(at("sheet-files", begun.case.pk, "ds-260", "beneficiary")))
    assert "It was made for another place." in page


@pytest.mark.feature("F116")
@pytest.mark.parametrize("page", ["filing-sheets", "filing-sheet", "sheet-files"])
def test_a_sheet_asks_the_database_little(ada, case, sheet, page):
    desk = at_the_desk(ada)
    trust_keys()
    ids = sheet if page != "filing-sheets" else sheet[:1]
    with CaptureQueriesContext(connection) as captured:
        assert desk.get(at(page, *ids)).status_code == 200
    asked = questions(captured.captured_queries)
    assert len(asked) <= MOST, "\n".join([str(len(asked)), *asked])


@pytest.mark.feature("F116")
def test_a_list_of_which_nobody_was_asked_is_told_from_one_that_is_empty(paul, case):
    """What nobody answered is not typed into a site as "none"."""
    party = Party.objects.get(case=case, part="beneficiary")
    Fact.objects.filter(person=party.person, name="has_other_names").delete()
    desk = at_the_desk(paul)
    there = at("filing-sheet", case.pk, "i-765", "beneficiary")
    assert page_of(paul, case, "other-names", "i-765").is_unasked
    assert "Not asked yet, or nobody wrote one down." in words(desk.get(there))
    said(paul, case, "has_other_names", "no")
    assert not page_of(paul, case, "other-names", "i-765").is_unasked
    assert "The answers name none." in words(desk.get(there))


@pytest.mark.feature("F116")
def test_of_a_home_that_nobody_wrote_down_it_is_not_said_that_nothing_is_typed(
    paul, case
):
    party = Party.objects.get(case=case, part="beneficiary")
    Fact.objects.filter(person=party.person, name__startswith="addresses").delete()
    Entry.objects.filter(person=party.person, group="addresses").delete()
    page = page_of(paul, case, "contact", "i-765")
    street = next(row for row in page.rows if row.label.startswith("Street"))
    assert street.lacks is not None
    there = at("filing-sheet", case.pk, "i-765", "beneficiary")
    assert at_the_desk(paul).get(there).status_code == 200
