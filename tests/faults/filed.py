"""Deeds on the forms of a case and on its filing, until the notice is in the file."""

from __future__ import annotations

from datetime import date
from typing import Any

from harborlight.config.demo.checking import certify
from harborlight.filings.actions import (
    approve_form,
    attach_notice,
    fill_form,
    record_receipt,
    record_sent,
    send_form_back,
)
from harborlight.filings.models import FilledForm, NeededForm
from harborlight.filings.queries import filings
from tests.faults.answered import sent_of
from tests.faults.opened import a_link, join
from tests.faults.papered import newest_file, send_a_file
from tests.faults.playing import case, who
from tests.whole_case import accept_papers, answer_everything, family, send_papers

ON = date(2026, 6, 15)
NUMBER = "IOE0912345678"


def the_rest_of_the_answers() -> None:
    join(a_link("beneficiary"))
    answer_everything(who("Omar"), sent_of(who("Omar"), "beneficiary").pk, family())
    for name in ("María", "Omar"):
        send_papers(who(name), case())
    accept_papers(who("Paul"), case())


def fill(_: Any) -> None:
    fill_form(who("Paul"), NeededForm.objects.order_by("position")[0])


def fill_the_rest() -> None:
    for needed in NeededForm.objects.order_by("position")[1:]:
        fill_form(who("Paul"), needed)


def send_the_form_back(_: Any) -> None:
    filled = FilledForm.objects.filter(state="prepared")[0]
    send_form_back(who("Ada"), filled, comment="The maiden name is missing.")


def fill_it_again() -> None:
    for needed in NeededForm.objects.order_by("position")[:1]:
        fill_form(who("Paul"), needed)


def approve(_: Any) -> None:
    approve_form(
        who("Ada"), FilledForm.objects.filter(state="prepared")[0], despite_open=True
    )


def approve_the_rest() -> None:
    for filled in FilledForm.objects.filter(state="prepared"):
        approve_form(who("Ada"), filled, despite_open=True)
    send_a_file(None)


def sign_the_rest() -> None:
    for name in ("María", "Omar"):
        send_papers(who(name), case())
    accept_papers(who("Paul"), case())
    certify_it()


def certify_it() -> None:
    paul = who("Paul")
    certify(paul, who("Ada"), filings(paul, case()).get(), on=ON)


def send_it(_: Any) -> None:
    paul = who("Paul")
    record_sent(paul, filings(paul, case()).get(), on=ON, channel="paper")


def receipt(_: Any) -> None:
    paul = who("Paul")
    record_receipt(
        paul,
        filings(paul, case()).get(),
        number=NUMBER,
        again=NUMBER,
        on=ON,
        notice=newest_file(),
    )


def attach(_: Any) -> None:
    paul = who("Paul")
    filing = filings(paul, case()).get()
    attach_notice(paul, filing, notice=newest_file(), over=filing.notice_seen)
