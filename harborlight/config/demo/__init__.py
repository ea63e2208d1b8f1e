"""The demonstration firm: five cases in five stages, founded once, by the real actions.

    load()        founds it where it is not there yet; how to sign in, as lines
    office.py     the firm, its people, and what it works by
    cases.py      what happened so far
    asked.py      what the agency asked for then
    agencies.py   what the agencies said of it
    beside.py     a late case of the same family, and one in the archive
    bank.py       the accounts at a bank: one matched, one in part
    inquiries.py  who asked for help and has no case yet
    couples.py    who its clients are, and what they answer
    papers.py     specimens of the papers that they send
    fees.py       what was agreed about fees
    money.py      invoices in every state, hours out of a retainer, an export
    tasks.py      what its people have to do

All of it is one transaction under a fixed id: whoever is killed in the middle leaves
nothing behind, and whoever runs it twice, or twice at once, founds one firm.
"""

from __future__ import annotations

from uuid import UUID

from django.db import IntegrityError, transaction

from harborlight.cases.jobs import forget_news
from harborlight.config.demo.bank import at_the_bank
from harborlight.config.demo.cases import begin_cases
from harborlight.config.demo.couples import MARIA
from harborlight.config.demo.inquiries import LUZ, ask_for_help
from harborlight.config.demo.office import (
    STAFF,
    address,
    open_office,
    turn_on_automations,
)
from harborlight.deadlines.jobs.watching import note_sweep
from harborlight.firm.models import Firm
from harborlight.firm.tenancy import inside

THE_FIRM = UUID("de300000-0000-7000-8000-000000000001")
PASSWORD = "calm water by the pier"  # noqa: S105 - printed for everybody


def load() -> list[str]:
    """Found the demonstration firm if it is not there; lines that say how to sign in."""
    if not Firm.objects.filter(pk=THE_FIRM).exists():
        try:
            found()
        except IntegrityError:
            # Somebody else founded it at this very moment; or it is our mistake.
            if not Firm.objects.filter(pk=THE_FIRM).exists():
                raise
    return sign_ins()


def found() -> Firm:
    """All of the firm, or nothing of it."""
    with transaction.atomic():
        office = open_office(THE_FIRM, PASSWORD)
        with inside(office.firm):
            begin_cases(office, PASSWORD)
            at_the_bank(office)
            ask_for_help(office, PASSWORD)
            # It was founded in the past, when nobody ran it: no silence is told of.
            note_sweep(office.firm)
            # Its clients are written to of what happens from now on.
            forget_news(office.clock)
            turn_on_automations(office.clock)
    return office.firm


def sign_ins() -> list[str]:
    """Who can sign in, and with what. The second factor of this firm is off."""
    people = [(one.name, one.what, address(one.name)) for one in STAFF]
    people.append((MARIA["name"], "a client, in Spanish", MARIA["email"]))
    people.append((LUZ["name"], "asks for help, in Spanish", LUZ["email"]))
    return [
        "The demonstration firm (invented, and without second factors). Sign in as",
        *(f"  {email:<26}{name}, {what}" for name, what, email in people),
        f"with the password: {PASSWORD}",
    ]
