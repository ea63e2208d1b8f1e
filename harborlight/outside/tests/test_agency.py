"""What is taken from the agency's site, tried against a real server on this machine."""

from __future__ import annotations

import gzip
import socket

import httpx
import pytest

from harborlight.outside import agency
from harborlight.outside.agency import Unreachable, fetch_blank
from tests.agency_site import site

BLANK = b"%PDF-1.7 " + b"boxes " * 50_000
WHERE = "/forms/i-130.pdf"


@pytest.fixture
def uscis(monkeypatch):
    with site(monkeypatch) as made:
        yield made


def refused() -> str:
    with pytest.raises(Unreachable) as why:
        fetch_blank("I-130")
    return str(why.value)


@pytest.mark.feature("F115")
def test_the_blank_comes_whole_as_the_agency_gives_it(uscis):
    uscis.gives(WHERE, BLANK)
    assert fetch_blank("I-130") == BLANK
    assert uscis.asked == [WHERE]


def test_a_form_that_moved_within_the_site_is_followed(uscis):
    uscis.leads(WHERE, "/forms/new/i-130.pdf")
    uscis.leads("/forms/new/i-130.pdf", f"{uscis.address}/there.pdf")
    uscis.gives("/there.pdf", BLANK)
    assert fetch_blank("I-130") == BLANK


@pytest.mark.parametrize(
    "there",
    [
        "http://localhost:{port}/i-130.pdf",
        "//localhost:{port}/i-130.pdf",
        "http://10.0.0.1/i-130.pdf",
        "http://169.254.169.254/latest/meta-data/",
        "http://[::1]:{port}/i-130.pdf",
        "http://127.0.0.1:1/i-130.pdf",
        "https://127.0.0.1:{port}/i-130.pdf",
        "http://127.0.0.1:{port}@elsewhere.example/i-130.pdf",
        "file:///etc/passwd",
    ],
)
def test_another_machine_or_another_way_is_not_followed(uscis, there):
    """Names and numbers of one machine are another site too: nobody looks them up."""
    uscis.gives("/i-130.pdf", BLANK)
    uscis.leads(WHERE, there.format(port=uscis.port))
    assert "points to another one" in refused()
    assert uscis.asked == [WHERE]


def test_from_https_nobody_is_led_to_plain_http():
    asked = httpx.URL("https://www.uscis.gov/forms/i-130.pdf")
    assert agency._site(asked) != agency._site(asked.copy_with(scheme="http"))
    assert agency._site(asked) == agency._site(
        asked.join("https://www.uscis.gov:443/x")
    )


def test_a_site_that_leads_in_a_circle_is_left(uscis):
    uscis.leads(WHERE, WHERE)
    assert "in a circle" in refused()
    assert len(uscis.asked) == agency.MOST_TURNS


def test_a_form_that_is_not_there_is_said(uscis):
    assert "Form I-130 could not be fetched" in refused()
    assert "404" in refused()


def test_a_page_in_the_place_of_the_form_is_not_taken(uscis):
    uscis.gives(WHERE, b"<!doctype html><title>We have moved</title>")
    assert refused() == "The agency's answer for Form I-130 is not a PDF."


def test_packed_content_is_not_unpacked(uscis):
    uscis.gives(WHERE, gzip.compress(BLANK))
    assert "is not a PDF" in refused()


def test_a_file_too_large_is_left_where_it_is(uscis, monkeypatch):
    monkeypatch.setattr(agency, "LARGEST", len(BLANK) - 1)
    uscis.gives(WHERE, BLANK)
    assert "larger than a form can be" in refused()


def test_a_site_that_falls_silent_is_left(uscis, monkeypatch):
    monkeypatch.setattr(agency, "SECONDS", 0.2)
    uscis.stalls(WHERE, b"%PDF-1.7 ")
    assert "Form I-130 could not be fetched" in refused()


def test_a_site_that_drips_is_left(uscis, monkeypatch):
    monkeypatch.setattr(agency, "ALTOGETHER", 0.2)
    uscis.stalls(WHERE, *[b"%PDF"] * 50, every=0.05)
    assert "too slowly" in refused()


def test_a_file_that_breaks_off_is_not_taken(uscis):
    def breaks(handler):
        handler.send_response(200)
        handler.send_header("Content-Length", "100000")
        handler.end_headers()
        handler.wfile.write(b"%PDF-1.7 half of it")

    uscis.answers[WHERE] = breaks
    assert "Form I-130 could not be fetched" in refused()


def test_a_machine_at_which_nobody_answers_is_said(uscis, monkeypatch):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        where = f"http://127.0.0.1:{taken.getsockname()[1]}/{{form}}.pdf"
        monkeypatch.setattr(agency, "ADDRESS", where)
        assert "Form I-130 could not be fetched" in refused()
