"""What the demonstration firm agreed about fees, worked and spent in María's case."""

from __future__ import annotations

from datetime import timedelta

from django.utils.translation import gettext_lazy as _

from harborlight.agreements.actions import (
    PartSaid,
    accept_agreement,
    ask_cost,
    note_cost,
    note_fees,
    offer_plan,
    set_rate,
    write_agreement,
    write_time,
)
from harborlight.agreements.schedule import schedule
from harborlight.billing.actions import (
    add_line,
    decide_late_policy,
    decide_letterhead,
    draft_invoice,
    issue_invoice,
)
from harborlight.cases.models import Case
from harborlight.cases.queries import parties
from harborlight.config.demo.office import Office
from harborlight.firm.clock import standing_at, today
from harborlight.firm.readers import keep_up_in
from harborlight.firm.words import in_every_language
from harborlight.people.models import Person

FIRST_HALF = _("Flat fee, first half: when you sign")
SECOND_HALF = _("Flat fee, second half: when the petition is filed")
BELOW = _("Questions about this invoice: Ben Acheampong, billing.")


def agree_on_fees(office: Office, case: Case) -> None:
    """Rates and rules; an agreement, hours, a cost to agree to, a plan to agree to."""
    ada = office["ada"]
    payer = next(row.person for row in parties(ada, case) if row.part == "petitioner")
    with standing_at(office.days_later(40)):
        _rules(office)
        _agreement(office, case, payer)
        keep_up_in(office.firm)
    with standing_at(office.days_later(55)):
        _work(office, case, payer)
        _plan(office, case, payer)
        keep_up_in(office.firm)


def _rules(office: Office) -> None:
    pat, day = office["pat"], today(office.firm.time_zone)
    for work, cents in (("legal", 32_500), ("paralegal", 14_000)):
        set_rate(pat, user=None, work=work, cents=cents, from_on=day)
    decide_late_policy(pat, after_days=30, cents=2_500, ppm=0, from_on=day)
    below = in_every_language(BELOW)
    decide_letterhead(
        pat, footers=below, terms={}, days_to_pay=14, least_part_cents=5_000
    )


def _agreement(office: Office, case: Case, payer: Person) -> None:
    parts = [
        PartSaid("signing", 90_000, texts=in_every_language(FIRST_HALF)),
        PartSaid(
            "milestone", 90_000, key="filed", texts=in_every_language(SECOND_HALF)
        ),
    ]
    words = (
        "La petición I-130 y todo lo que la agencia pregunte sobre ella. No incluye una "
        "apelación."
    )
    agreement = write_agreement(
        office["ada"],
        case,
        shape="milestones",
        fee_cents=180_000,
        words=words,
        parts=parts,
    )
    day = today(office.firm.time_zone)
    accept_agreement(office["ada"], agreement, by=payer, on=day)
    note_fees(
        office["ada"],
        case,
        words="She asked to pay in two halves. We agreed; no discount was asked for.",
    )


def _work(office: Office, case: Case, payer: Person) -> None:
    day = today(office.firm.time_zone)
    write_time(
        office["paul"],
        case,
        on=day - timedelta(days=1),
        minutes=50,
        work="paralegal",
        words="Searched for the record of the first marriage",
    )
    cost = note_cost(
        office["ada"],
        case,
        kind="translation",
        words="Traducción del acta de divorcio, 4 páginas",
        estimate_cents=12_000,
    )
    ask_cost(office["ada"], cost, of=payer)


def _plan(office: Office, case: Case, payer: Person) -> None:
    """Work beside the petition, to be paid in three parts if she agrees."""
    ada = office["ada"]
    invoice = draft_invoice(ada, case, payer=payer)
    words = "Consulta sobre el permiso de trabajo y de viaje"
    add_line(ada, invoice, kind="fee", words=words, cents=40_000, to="operating")
    issue_invoice(ada, invoice)
    first = today(office.firm.time_zone) + timedelta(days=10)
    dues = schedule(invoice.owed_cents, count=3, first=first, every="month")
    offer_plan(ada, invoice, dues=dues)
