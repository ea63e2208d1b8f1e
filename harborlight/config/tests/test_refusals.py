"""What somebody reads whose file was not taken in, and where they go from there."""

import asyncio

import pytest
from django.conf import settings
from django.core.signals import request_finished, request_started
from django.db import close_old_connections

from harborlight.api.tests.entering import entrance, signed_in
from harborlight.config import bodies
from harborlight.config.tests.test_asgi import Browser
from harborlight.firm.models import User

MIB = 1024 * 1024
PAGE = "/portal/documents/01hzy3k8b5e9q2w7x4v6n0m1ab/"


@pytest.fixture
def house(db):
    # As Django's own test client does: the test's transaction outlives a request.
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield entrance()
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


def sends(house, mebibytes, where=PAGE, *, begun=False, **headers):
    said = {"content-type": "multipart/form-data; boundary=x", "host": "localhost:8000"}
    said |= {name.replace("_", "-"): value for name, value in headers.items()}
    pieces = [b"x" * MIB] * mebibytes
    if begun:
        pieces = [b"half", asyncio.Event()]
    named = [(name.encode(), value.encode()) for name, value in said.items()]
    browser = Browser("POST", where, pieces, headers=named[:1] + named[2:])
    return house.pages.thread.run(asyncio.wait_for(browser.visit(house), 20))


def test_a_client_whose_session_is_gone_is_asked_to_sign_in_again(house):
    page = sends(house, 3)
    assert page.status == 413
    assert "Please sign in again" in page.text
    assert "the file is still on your phone" in page.text
    assert f"?next={PAGE}" in page.text
    assert "larger than" not in page.text


def test_they_are_asked_in_their_language(house):
    page = sends(house, 3, accept_language="es")
    assert "Vuelva a iniciar sesión" in page.text
    assert "sigue en su teléfono" in page.text and "50 MB" not in page.text


def test_they_come_back_to_the_page_that_the_form_stood_on(house):
    here = "http://localhost:8000/portal/documents/?open=1"
    assert "?next=/portal/documents/%3Fopen%3D1" in sends(house, 3, referer=here).text
    for elsewhere in ("https://evil.example/x", "http://localhost:8000//evil.example/"):
        page = sends(house, 3, referer=elsewhere).text
        assert "evil" not in page


def test_no_address_leads_to_another_house(house):
    assert 'href="//evil' not in sends(house, 3, "//evil.example/").text
    assert "next=//evil" not in sends(house, 3, "//evil.example/").text


def test_a_script_learns_that_the_session_is_gone(house):
    assert sends(house, 3, hx_request="true").status == 401


def test_a_file_that_is_too_large_is_called_so_and_the_page_is_one_click_away(
    house, harbor, maria
):
    cookies = signed_in(User.objects.get(pk=maria.user_id))["cookie"]
    page = sends(house, 60, cookie=cookies)
    assert page.status == 413
    assert "larger than 50 MB" in page.text and f'href="{PAGE}"' in page.text


def test_what_did_not_arrive_is_called_so(house, monkeypatch):
    monkeypatch.setattr(bodies.next_piece, "__defaults__", (0.05,))
    page = sends(house, 0, begun=True)
    assert page.status == 408
    assert "did not arrive completely" in page.text and f'href="{PAGE}"' in page.text


def test_the_session_is_known_by_its_cookie(house):
    page = sends(house, 3, cookie=f"{settings.SESSION_COOKIE_NAME}=ended")
    assert "larger than" not in page.text and page.status in (302, 403, 404)
