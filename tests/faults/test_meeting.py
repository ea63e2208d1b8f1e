"""Two people, tabs or machines at the same moment: one wins, the other is told kindly."""

from __future__ import annotations

import pytest
from django.conf import settings

pytestmark = pytest.mark.usefixtures("db")
# How both ended, and what the record holds afterwards.
WANTED = {
    "an invitation is used twice": (["Closed", "done"], [1, 1]),
    "two tabs take one upload": (["AlreadyTaken", "done"], 1),
    "two accept one document": (["AlreadyReviewed", "done"], 1),
    "two approve one form": (["NotWaiting", "done"], 1),
    "two record it sent": (["AlreadySent", "done"], 1),
    "two record one receipt": (["KnownReceipt", "done"], 1),
    "two issue one invoice": (["AlreadyIssued", "done"], [1, 1]),
    "two tabs begin to pay": (["done", "done"], 1),
    "the processor tells twice": (["AlreadyReceived", "done"], [1, 1, 2, "paid"]),
    "two ask for the same trust money": (["Overdrawn", "done"], 1),
    "two agree to one withdrawal": (["NotWaiting", "done"], [1, 0]),
    # Either it is turned down or taken back; the check and the log say the same.
    "a lawyer decides on what is taken back": (["AlreadyDecided", "done"], [1, True]),
    "three read the log": (["done"] * 3, [0, 0, 0]),
    "two claim jobs": (["done", "done"], [11, 11]),
}


def test_of_two_who_do_the_same_at_once_one_wins_and_the_other_is_told(play):
    told = play("meeting")
    for name, (ends, kept) in WANTED.items():
        found = told[name]
        assert (found["ends"], found["kept"]) == (ends, kept), (name, found)
        assert all(found.get("words", [])), name
    moments = told["two fire a moment"]
    assert moments == {"fired": [1] * 5, "kept": 5}


def test_six_tills_at_once_leave_the_books_right(play):
    """Whatever is asked, agreed to, paid and reversed at the same moments."""
    told = play("tills")
    assert told["wrong"] == [] and sum(told["ends"].values()) == 180
    assert told["approved"] and told["ends"]["done"] > 30


def test_eight_processes_that_write_at_once_all_get_through(play, record_property):
    told = play("writers")
    assert told["wrong"] == [] and told["writes"] == 320
    # Whoever waits longer than this is told that the database is locked.
    assert told["longest"] < 20_000
    for name in ("alone p50", "p50", "p95", "longest"):
        record_property(name, round(told[name]))
    print("PostgreSQL" if settings.ON_POSTGRES else "SQLite", told)
