"""A process is killed between any two steps: all of it happened, or none of it."""

from __future__ import annotations

import json
import signal
import subprocess

import pytest

from harborlight.firm.clock import now
from tests.browser.house import PYTHON, eventually
from tests.browser.house import house as a_house

pytestmark = pytest.mark.usefixtures("db")
DEEDS = 30


def test_every_deed_of_a_case_happens_whole_or_not_at_all(play, which):
    told = play("killed", *which)
    assert len(told["deeds"]) == DEEDS
    for one in told["deeds"]:
        assert one["stayed"] == [one["whole"]], one
        assert one["kills"] >= 4 or one["spared"], one
        is_record = one["deed"] != "send a file"
        assert (one["whole"].get("firm_event", 0) > 0) == is_record, one
    assert sum(one["spared"] for one in told["deeds"]) <= DEEDS * 2 / 3 + 2
    paid = told["paid"]
    assert paid["kills"] > 25
    assert (paid["state"], paid["invoice"]) == ("received", "paid")
    assert (paid["paid"], paid["receipts"], told["entries"]) == (1, 1, 0)
    assert (paid["print kills"] > 4, paid["papers"]) == (True, 1)
    # A message is handed over at most once: one whose worker died at it is for a person.
    for task, state, is_message in paid["jobs"]:
        assert state == "done" or (is_message and state == "given up"), task
    # Every file that a row names is there; those that no row names are removed.
    assert told["missing"] == []
    assert told["left by the killed"] > 0
    assert told["left by the cleaning"] == 0


@pytest.mark.everything
def test_a_deed_killed_between_two_calls_of_a_bucket_loses_and_doubles_nothing(bucket):
    with a_house(**bucket[0]) as made:
        told = json.loads(made.python("-m", "tests.faults.killed").stdout)
    assert len(told["deeds"]) == DEEDS
    for one in told["deeds"]:
        assert one["stayed"] == [one["whole"]], one
    killed = {one["deed"]: one["kills"] for one in told["deeds"] if one["kills"]}
    assert {*killed} >= {"send a file", "fill"} and min(killed.values()) >= 4, killed
    paid = told["paid"]
    assert (paid["state"], paid["paid"], paid["receipts"]) == ("received", 1, 1)
    assert (paid["print kills"] >= 2, paid["papers"], told["entries"]) == (True, 1, 0)
    # Every file that a row names lies there, and no other one once it was cleaned.
    assert told["missing"] == []
    assert told["left by the killed"] > 0
    assert told["left by the cleaning"] == 0


def test_readers_of_the_log_lose_nothing_and_repeat_nothing(play, which):
    told = play("readers", *which)
    assert told["kills"] > 15 and told["stages"] > 10
    assert told["found"] == told["wanted"]
    assert len(told["found"]["timeline"]) > 20
    assert len(told["found"]["notices"]) > 20
    assert told["found"]["stage"] == "pending"


def work(house, *, seconds_ahead: int = 0) -> subprocess.Popen:
    """A real worker, whose clock may be ahead."""
    moment = now().timestamp() + seconds_ahead
    told = type(now()).fromtimestamp(moment, now().tzinfo).isoformat()
    return subprocess.Popen(
        [PYTHON, "-m", "harborlight.config.cli", "work"],
        env={**house.environment, "HARBORLIGHT_NOW": told},
        stderr=subprocess.DEVNULL,
    )


@pytest.fixture(scope="module")
def office():
    with a_house(with_firm=True) as made:
        yield made


def jobs(house, what: str):
    return json.loads(house.python("-m", "tests.faults.jobs", what).stdout)


def test_a_job_whose_worker_was_killed_is_taken_over_after_its_lease(office):
    office.python("-m", "tests.faults.jobs", "die")
    first = work(office)
    assert first.wait(60) == -signal.SIGKILL  # the job killed it in the middle
    job = jobs(office, "look")
    assert (job["state"], job["attempts"]) == ("running", 1)
    too_soon = work(office)
    assert not eventually(lambda: jobs(office, "look")["attempts"] > 1, 4)
    too_soon.terminate()
    too_soon.wait(30)
    second = work(office, seconds_ahead=180)
    assert eventually(lambda: jobs(office, "look")["state"] == "done", 60)
    second.terminate()
    second.wait(30)
    job = jobs(office, "look")
    assert (job["attempts"], job["result"]) == (2, "done at last")
    assert (office.home / "begun").read_text() == ".."


@pytest.mark.feature("F131")
def test_a_message_whose_worker_was_killed_is_not_sent_twice_and_a_person_is_told(
    office,
):
    before = jobs(office, "letters_told")
    office.python("-m", "tests.faults.jobs", "hand over")
    first = work(office)
    assert first.wait(60) == -signal.SIGKILL  # the letter is out, and nobody kept it
    second = work(office, seconds_ahead=180)
    over = {"state": "given up", "attempts": 2, "result": "begun"}
    assert eventually(lambda: jobs(office, "letters")["job"] == over, 60)
    second.terminate()
    second.wait(30)
    found = jobs(office, "letters")
    assert (found["letters"], found["told"] - before) == (1, 1)


def test_a_job_that_fails_waits_longer_each_time_and_is_given_up(office):
    told = jobs(office, "backoff")
    for wait, wanted in zip(told["waits"], (5, 10, 20, 40, 80), strict=True):
        assert 0.7 * wanted <= wait <= 1.3 * wanted, told["waits"]
    assert (told["state"], told["attempts"], told["errors"]) == ("given up", 6, 6)
    assert told["events"] == 1


def test_a_job_that_ends_its_worker_each_time_is_given_up(office):
    told = jobs(office, "poison")
    assert told["runs"] == 7
    assert told["job"]["state"] == "given up"
    assert told["events"] == 1


@pytest.mark.feature("F131", "F137")
def test_a_sweep_of_the_deadlines_that_is_killed_loses_and_doubles_nothing(office):
    told = json.loads(office.python("-m", "tests.faults.sweeps").stdout)
    assert told["kills"] >= 5
    assert told["warnings"] == [1] * 7 and told["still"] == 0 == told["unbegun"]
    # A letter is begun once; of one that was begun and not handed over a page tells.
    assert told["letters"] <= told["begun"]


@pytest.mark.feature("F163", "F171")
def test_stripes_notices_and_charges_that_are_killed_lose_and_double_nothing(play):
    told = play("charged")
    assert told["kills"] >= 5 and told["tries"] == 1
    assert told["states"] == ["received"] * 2 and told["invoices"] == ["paid"] * 2
    assert (told["receipts"], told["posted"], told["intents"]) == (2, 2, 2)
    fees = sum(cents * 29 // 1000 + 30 for cents in (10_000, 20_000))
    assert (told["entries"], told["operating"]) == (0, 30_000 - fees)
