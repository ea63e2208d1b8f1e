"""Two people, tabs or machines at the same moment: one wins, the other is told kindly."""

from __future__ import annotations

import re

import pytest
from django.conf import settings
from django.utils.translation import gettext, override

pytestmark = pytest.mark.usefixtures("db")
# How both ended, and what the record holds afterwards.
WANTED = {
    "an invitation is used twice": (["Closed", "done"], [1, 1]),
    # Of two answers one stands, and the other beside it.
    "two answer one question": (["done", "done"], [False, True]),
    "one answer arrives twice at once": (["done", "done"], [True]),
    "two tabs take one upload": (["AlreadyTaken", "done"], 1),
    "two accept one document": (["AlreadyReviewed", "done"], 1),
    "two accept one task": (["AlreadyOver", "done"], [1, True]),
    # Two were decided by then; the second of them once.
    "one accepts a task that another returns": (["AlreadyOver", "done"], 1),
    "two settle one letter": (["Settled", "done"], 1),
    "two workers read one file": (["done", "done"], 1),
    "two workers build one packet": (["EndedBefore", "done"], ["done", 1]),
    "two split one file": (["AlreadyReviewed", "done"], 2),
    "one accepts what another splits": (["AlreadyReviewed", "done"], 1),
    "two approve one form": (["NotWaiting", "done"], 1),
    "two record it sent": (["AlreadySent", "done"], 1),
    "two record one receipt": (["KnownReceipt", "done"], 1),
    "two charge one government fee": (["AlreadyCharged", "done"], 1),
    "two issue one invoice": (["AlreadyIssued", "done"], [1, 1]),
    "two tabs begin to pay": (["done", "done"], 1),
    "the processor tells twice": (["AlreadyReceived", "done"], [1, 1, 2, "paid"]),
    "two ask for the same trust money": (["Earmarked", "done"], 1),
    "two agree to one withdrawal": (["NotWaiting", "done"], [1, 0]),
    # Either it is turned down or taken back; the check and the log say the same.
    "a lawyer decides on what is taken back": (["AlreadyDecided", "done"], [1, True]),
    "two number their invoices": (["done", "done"], True),
    "two bill the same work": (["NothingUnbilled", "done"], 1),
    "two tabs stop one timer": (["TimerStopped", "done"], 1),
    "one form puts money into trust twice": (["done", "done"], [1, 1]),
    "one form gives a credit note twice": (["OwedChanged", "done"], 1),
    "a month is signed while money comes into it": (["done", "done"], 1),
    "three read the log": (["done"] * 3, [0, 0, 0]),
    "two claim jobs": (["done", "done"], [10, 10]),
    "two workers act on one day": (["done", "done"], [1, 1]),
}
# What the other one is told, in the words of the catalogue. An invitation's page says
# the rest (harborlight/portal/tests/test_joining.py).
WORDS = {
    "an invitation is used twice": ["used"],
    "two tabs take one upload": [
        "This file has been sent already. Nothing was sent twice."
    ],
    "two accept one document": ["Somebody else has just decided on this version."],
    "two split one file": ["Somebody else has just decided on this version."],
    "one accepts what another splits": [
        "Somebody else has just decided on this version."
    ],
    "two accept one task": ["Somebody has just changed this task. Look again."],
    "one accepts a task that another returns": [
        "Somebody has just changed this task. Look again."
    ],
    "two settle one letter": ["Somebody has settled it already."],
    "two approve one form": [
        "%(who)s has just decided on this form. Nothing was changed now."
    ],
    "two record it sent": [
        "Somebody else has just recorded this filing as sent.",
        "This filing was recorded as sent before.",
    ],
    "two record one receipt": ["The receipt of this filing was recorded before."],
    "two charge one government fee": [
        "The fee of this form stands on %(where)s already: “%(words)s”. Charge it again "
        "only if the client is to pay it twice, and say why.",
    ],
    "two issue one invoice": [
        "This invoice is no longer a draft. Void it and write another."
    ],
    "two bill the same work": [
        "Nothing is unbilled: all work and costs stand on invoices."
    ],
    "two tabs stop one timer": [
        "This timer was stopped or thrown away already, perhaps in another tab. Nothing "
        "was written down now."
    ],
    "one form gives a credit note twice": [
        "Something came or was taken off since you opened this page: %(owed)s is owed "
        "now. Nothing was taken off. Look whether it is still right, then press again."
    ],
    "the processor tells twice": ["This payment was received before."],
    "two ask for the same trust money": [
        "For this government fee only %(held)s is held and not asked for."
    ],
    "two agree to one withdrawal": [
        "This was decided already, or taken back. Nothing was changed."
    ],
    "a lawyer decides on what is taken back": [
        "A lawyer decided meanwhile, so you cannot take this back.",
        "%(name)s took this back meanwhile. There is nothing to decide.",
    ],
}


def says(words: str, sentence: str) -> bool:
    pattern = re.sub(r"%\\\(\w+\\\)s", ".+", re.escape(sentence))
    return re.fullmatch(pattern, words) is not None


@pytest.mark.parametrize("sentence", sorted({s for all in WORDS.values() for s in all}))
def test_the_other_one_is_told_in_spanish_too(sentence):
    with override("es"):
        assert gettext(sentence) != sentence or sentence == "used"


def test_of_two_who_do_the_same_at_once_one_wins_and_the_other_is_told(play):
    told = play("meeting")
    for name, (ends, kept) in WANTED.items():
        found = told[name]
        assert (found["ends"], found["kept"]) == (ends, kept), (name, found)
        for words in found.get("words", []):
            # A worker is told nothing: nobody reads it.
            sentences = WORDS.get(name, [""])
            assert any(says(words, one) for one in sentences), (name, words)
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
