"""The Case Status API, as it answers, fails and lies: a real server on this machine."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta

import pytest

from harborlight.outside import case_status
from harborlight.outside.case_status import Failed, fetch_status, fetch_token, pause
from tests.status_service import service

RECEIPT = "EAC9999103403"
MOMENT = datetime(2026, 6, 1, 15, tzinfo=UTC)


@pytest.fixture
def uscis(monkeypatch):
    with service(monkeypatch) as made:
        made.says_of(RECEIPT, "Case Was Approved")
        yield made


def token(uscis, secret="hidden"):
    where = f"{uscis.address}/token"
    return fetch_token(where, client="us", secret=secret, moment=MOMENT)


def ask(uscis, text=""):
    good = text or token(uscis).text
    return fetch_status(f"{uscis.address}/status/", RECEIPT, token=good)


def failed(uscis) -> Failed:
    with pytest.raises(Failed) as why:
        ask(uscis)
    return why.value


@pytest.mark.feature("F123")
def test_a_status_comes_in_both_languages_and_to_the_letter(uscis):
    said = ask(uscis)
    assert (said.text, said.text_es) == ("Case Was Approved", "Case Was Approved (es)")
    assert said.detail == "Case Was Approved , at length."
    assert json.loads(said.raw)["case_status"]["receiptNumber"] == RECEIPT
    assert token(uscis).until == MOMENT + timedelta(seconds=1739)


def test_all_shapes_of_error_are_read(uscis):
    shapes = [
        (404, {"code": 404, "message": "No such receipt"}, "unknown"),
        (422, {"message": "No such receipt"}, "refused"),
        (503, {"errors": [{"code": "503", "message": "No such receipt"}]}, "down"),
        (503, '  \n {"error": {"code": "503", "message": "No such receipt"}}', "down"),
        (429, {"message": "No such receipt"}, "too many"),
        (401, {"message": "No such receipt"}, "token"),
        (500, "<h1>No such receipt</h1>", "down"),
    ]
    for code, body, kind in shapes:
        uscis.fails(code, body)
        said = failed(uscis)
        assert (said.kind, said.said) == (kind, "No such receipt")
        assert "No such receipt" in said.raw


def test_how_long_to_leave_it_alone_is_heard(uscis):
    uscis.fails(429, "{}", Retry_After="120")
    assert failed(uscis).wait == 120
    uscis.fails(503, "{}", Retry_After="Wed, 21 Oct 2099 07:28:00 GMT")
    assert failed(uscis).wait > 3600
    uscis.fails(429, "{}", Retry_After="soon")
    assert failed(uscis).wait == 0


def test_nonsense_is_no_status(uscis):
    about = {"receiptNumber": "EAC9999103404", "current_case_status_text_en": "Fine"}
    for body in ("", "null", "[]", "{", "<html>", '{"case_status": null}'):
        uscis.fails(200, body)
        assert failed(uscis).kind == "unreachable", body
    uscis.fails(200, {"case_status": {"current_case_status_text_en": 7}})
    assert failed(uscis).kind == "unreachable"
    uscis.fails(200, {"case_status": about})
    assert failed(uscis).said == "the answer is about another number"


def test_a_wrong_secret_a_slow_service_and_none_at_all(uscis, monkeypatch):
    with pytest.raises(Failed, match="token: invalid_client"):
        token(uscis, secret="wrong")
    good = token(uscis).text
    monkeypatch.setattr(case_status, "SECONDS", 0.2)
    uscis.stalls = True
    with pytest.raises(Failed, match="unreachable: ReadTimeout"):
        ask(uscis, good)
    uscis.over.set()
    monkeypatch.setattr(case_status, "LARGEST", 10)
    uscis.stalls = False
    with pytest.raises(Failed, match="too large"):
        ask(uscis, good)
    uscis.address = "http://127.0.0.1:9"
    with pytest.raises(Failed, match="unreachable: ConnectError"):
        ask(uscis, good)


def test_pauses_grow_and_differ():
    assert [pause(n, jitter=1) for n in (1, 2, 3)] == [60, 120, 240]
    assert [pause(n, jitter=0) for n in (1, 2, 3)] == [30, 60, 120]
    assert pause(1000, jitter=1) == 6 * 3600
