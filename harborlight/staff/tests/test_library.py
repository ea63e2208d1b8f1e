"""The form library: only the agency's own files are taken."""

import hashlib
import re
import socket

import pytest
from click.testing import CliRunner
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from harborlight.config.commands.forms import command
from harborlight.config.happenings import SCHEDULE
from harborlight.filings import jobs
from harborlight.firm.models import Event, Job
from harborlight.firm.roles import Role
from harborlight.law import packs
from harborlight.outside import agency
from harborlight.staff.tests.at_the_desk import (
    OFFICIAL,
    a_pdf,
    at_the_desk,
    official_folder,
    told,
    words,
)
from tests.agency_site import site
from tests.cast import join
from tests.whole_case import begin, furnish

AT_HAND = official_folder()


@pytest.fixture(autouse=True)
def folder(settings, tmp_path):
    """An empty library."""
    settings.FORMS_FOLDER = tmp_path / "forms"
    return settings.FORMS_FOLDER


@pytest.fixture
def no_network(monkeypatch):
    """The agency cannot be reached."""

    def unreachable(*args, **kwargs):
        raise socket.gaierror("no network")

    monkeypatch.setattr(socket, "getaddrinfo", unreachable)


@pytest.fixture
def uscis(monkeypatch):
    with site(monkeypatch) as made:
        yield made


@pytest.fixture
def blank_of_ours(tmp_path, monkeypatch):
    """A file of our own that the pack of Form I-130 knows as the agency's."""
    content = a_pdf() + b"% of nobody's agency\n"
    sha256, known = hashlib.sha256(content).hexdigest(), packs.FORMS_FOLDER
    there = tmp_path / "law" / "i-130"
    there.mkdir(parents=True)
    for pack in known.glob("i-130/*.yaml"):
        said = re.sub(r"\b[0-9a-f]{64}\b", sha256, pack.read_text())
        (there / pack.name).write_text(said)
    monkeypatch.setattr(packs, "FORMS_FOLDER", there.parent)
    packs.packs.cache_clear()
    yield content
    packs.packs.cache_clear()


def agencys_packs():
    """Every pack but that of our own form, whose blank we draw ourselves."""
    return [pack for pack in packs.packs() if pack.form != "HL-1"]


def upload(desk, content: bytes):
    file = SimpleUploadedFile("i-130.pdf", content, "application/pdf")
    return desk.post(reverse("staff:add-blank"), {"file": file}, follow=True)


@pytest.mark.feature("F115")
def test_every_form_stands_there_with_its_edition_and_both_ways_to_its_blank(paul):
    text = words(at_the_desk(paul).get(reverse("staff:library")))
    assert "April 1, 2024" in text
    assert text.count("Blank is missing") == len(agencys_packs())
    assert "harborlight forms fetch" in text
    assert reverse("staff:fetch-blank", args=["I-130"]) in text


@pytest.mark.feature("F115")
def test_forms_without_a_blank_and_worksheets_are_named_as_such(paul):
    desk, address = at_the_desk(paul), reverse("staff:library")
    text = words(desk.get(address))
    assert "No official blank held" in text
    for form in ("I-918", "I-918, Supplement A", "I-918, Supplement B", "EOIR-28"):
        assert f"<b>{form}</b>" in text
    assert text.count("FLAG system; this PDF is a worksheet") == 2
    desk.post(reverse("set-language"), {"next": address, "language": "es"})
    text = words(desk.get(address))
    assert "No tenemos el formulario oficial en blanco" in text
    assert "<b>I-918, Supplement B</b>" in text
    assert text.count("esta hoja PDF sirve de apoyo") == 2


def test_a_case_without_its_blanks_says_which_and_offers_both_ways(clock, ada, paul):
    furnish(clock)
    case = begin(ada, playbook="i130-spouse").case
    text = words(at_the_desk(paul).get(reverse("staff:case-forms", args=[case.pk])))
    # Both of the couple need a G-28: its blank is named once, and all in one notice.
    assert "3 official blanks are not here" in text
    assert text.count("Form G-28, edition") == 1
    assert "Form I-130, edition" in text
    assert "harborlight forms fetch" in text
    assert f"{reverse('staff:library')}#i-130" in text
    assert "bar details of the lead attorney are missing" in text
    assert "Fill the forms" not in text


def test_any_other_file_is_refused_in_words(paul, folder):
    for content in (a_pdf(), b"%PDF-1.7 not a form", b"hello"):
        page = upload(at_the_desk(paul), content)
        assert page.status_code == 422
        assert "not one of the official blanks we know" in words(page)
    assert not folder.exists()
    assert not Event.objects.filter(kind="blank.added").exists()


def test_no_file_at_all_is_said_at_the_field(paul):
    page = at_the_desk(paul).post(reverse("staff:add-blank"))
    assert page.status_code == 422
    assert "Choose a file." in words(page)


@pytest.mark.skipif(AT_HAND is None, reason="HARBORLIGHT_FORMS holds no blanks here.")
@pytest.mark.feature("F115")
def test_the_agencys_own_file_is_taken_and_recorded(paul, folder):
    content = (AT_HAND / OFFICIAL[1]).read_bytes()
    page = upload(at_the_desk(paul), content)
    assert "Here now: Form I-130" in told(page)[0]
    assert [path.read_bytes() for path in folder.glob("*.pdf")] == [content]
    assert Event.objects.filter(kind="blank.added").count() == 1
    page = upload(at_the_desk(paul), content + b" ")
    assert page.status_code == 422


def test_who_only_looks_puts_nothing_there(harbor):
    desk = at_the_desk(join(harbor, "Olga", Role.AUDITOR))
    assert "Put it into the library" not in words(desk.get(reverse("staff:library")))
    assert upload(desk, a_pdf()).status_code == 403
    fetch = reverse("staff:fetch-blank", args=["I-130"])
    assert desk.post(fetch).status_code == 403


def test_asking_the_agency_is_a_job_and_an_unknown_form_is_not_there(paul):
    desk = at_the_desk(paul)
    page = desk.post(reverse("staff:fetch-blank", args=["I-130"]), follow=True)
    assert "We are asking the agency for Form I-130" in told(page)[0]
    assert Job.objects.filter(task__endswith="fetch_one_blank").count() == 1
    assert desk.post(reverse("staff:fetch-blank", args=["X-1"])).status_code == 404


@pytest.mark.usefixtures("no_network")
def test_without_a_network_the_command_says_so_and_ends_with_1():
    done = CliRunner().invoke(command, ["fetch", "i-130"])
    assert done.exit_code == 1
    assert "Form I-130 could not be fetched" in done.output
    assert "uploaded at the desk" in done.output


def test_the_command_keeps_no_file_that_it_does_not_know(uscis, folder):
    uscis.gives("/forms/i-130.pdf", a_pdf())
    done = CliRunner().invoke(command, ["fetch"])
    assert done.exit_code == 1
    assert "not one of the official blanks" in done.output
    assert "Form G-28 could not be fetched: Client error '404" in done.output
    assert not folder.exists()


@pytest.mark.feature("F115")
def test_the_command_puts_into_the_library_what_the_agency_gives(
    uscis, folder, blank_of_ours
):
    uscis.gives("/forms/i-130.pdf", blank_of_ours)
    done = CliRunner().invoke(command, ["fetch", "i-130"])
    assert (done.output, done.exit_code) == ("Form I-130 is here now.\n", 0)
    assert [one.read_bytes() for one in folder.iterdir()] == [blank_of_ours]
    assert "I-130    04/01/24  here" in CliRunner().invoke(command, ["list"]).output
    again = CliRunner().invoke(command, ["fetch", "I-130"])
    assert (again.output, again.exit_code) == ("Form I-130 is here already.\n", 0)
    assert uscis.asked == ["/forms/i-130.pdf"]


def test_the_command_says_where_it_was_led_and_does_not_go_there(
    uscis, folder, blank_of_ours
):
    uscis.gives("/there.pdf", blank_of_ours)
    uscis.leads("/forms/i-130.pdf", f"http://localhost:{uscis.port}/there.pdf")
    done = CliRunner().invoke(command, ["fetch", "i-130"])
    assert done.exit_code == 1
    assert f"points to another one, http://localhost:{uscis.port}." in done.output
    assert "Not fetched: I-130. The forms can also be uploaded" in done.output
    assert uscis.asked == ["/forms/i-130.pdf"]
    assert not folder.exists()


@pytest.mark.skipif(AT_HAND is None, reason="HARBORLIGHT_FORMS holds no blanks here.")
def test_the_command_fetches_what_is_missing_and_lists_what_is_here(uscis):
    for file in AT_HAND.glob("*.pdf"):
        content = file.read_bytes()
        if pack := packs.pack_of_blank(hashlib.sha256(content).hexdigest()):
            uscis.gives(f"/forms/{pack.form.lower()}.pdf", content)
    assert CliRunner().invoke(command, ["fetch"]).exit_code == 0
    listed = CliRunner().invoke(command, ["list"]).output
    assert listed.count(" here ") == len(agencys_packs())
    again = CliRunner().invoke(command, ["fetch"])
    assert "Every official blank is here." in again.output


def test_a_name_that_we_do_not_know_is_said():
    done = CliRunner().invoke(command, ["fetch", "i-999"])
    assert (done.exit_code, "We know no boxes for i-999" in done.output) == (1, True)


@pytest.mark.usefixtures("no_network")
def test_a_new_house_tries_once_by_itself_and_does_without():
    assert any(one.for_house is jobs.fetch_missing_blanks for one in SCHEDULE)
    assert jobs.fetch_missing_blanks() == []


def test_outside_of_development_nothing_is_fetched_by_itself(settings, monkeypatch):
    settings.DEVELOPMENT = False
    asked = []
    monkeypatch.setattr(agency, "fetch_blank", asked.append)
    assert jobs.fetch_missing_blanks() == []
    assert asked == []
