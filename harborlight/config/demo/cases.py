"""What happened at the demonstration firm so far: five cases, each at another stage."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from harborlight.billing.actions import (
    ask_withdrawal,
    issue_invoice,
    record_payment,
    start_payment,
)
from harborlight.billing.queries import holding
from harborlight.cases.actions import invite_party, put_on_team
from harborlight.cases.models import Case, Party
from harborlight.cases.queries import parties
from harborlight.config.demo.agencies import watch_the_agencies
from harborlight.config.demo.asked import asked_for_more
from harborlight.config.demo.beside import set_beside
from harborlight.config.demo.checking import accept_packet, certify
from harborlight.config.demo.couples import (
    HER_OMAR,
    OUR_MARIA,
    Facts,
    answer_pages,
    invented,
    marias_answers,
)
from harborlight.config.demo.fees import agree_on_fees
from harborlight.config.demo.kept import leave_a_card
from harborlight.config.demo.money import keep_the_books
from harborlight.config.demo.office import Office
from harborlight.config.demo.papers import send_paper, stored, usual
from harborlight.config.demo.tasks import do_the_work
from harborlight.documents.actions import accept_version, return_version
from harborlight.documents.models import Request
from harborlight.documents.queries import asked, to_review
from harborlight.filings.actions import (
    approve_form,
    fill_forms,
    record_receipt,
    record_sent,
)
from harborlight.filings.queries import filings
from harborlight.firm.actor import Actor
from harborlight.firm.clock import now, standing_at, today
from harborlight.firm.models import User
from harborlight.firm.readers import keep_up_in
from harborlight.firm.roles import Role
from harborlight.people.actions import accept_invitation, check_conflicts
from harborlight.people.invitations import find
from harborlight.questionnaires.queries import sent_to
from harborlight.trust.queries import trust_ledgers
from harborlight.workflow.actions import (
    Newcomer,
    asked_about,
    bill_case,
    invite_to_portal,
    take_on,
)
from harborlight.workflow.queries import course_of, get_playbook

PRACTICE, OFFICIAL = "practice-spouse", "i130-spouse"


@dataclass(frozen=True)
class Begun:
    """A case of the demonstration, and the clients who joined it, by their part."""

    case: Case
    facts: Facts
    clients: dict[str, Actor]


def begin_cases(office: Office, password: str) -> None:
    """Let happen what happened, a day after another, the log read on after each."""
    old = _open(office, PRACTICE, invented("old", office.opened.date())[0], days=1)
    done = _accepted_case(office)
    asked_for_more(office, done, days=54)
    watch_the_agencies(office, done)
    late = _open(office, PRACTICE, invented("late", office.opened.date())[0], days=44)
    maria = _case_of_maria(office, password)
    new = _new_case(office)
    do_the_work(office, done, maria)
    set_beside(office, old, late, maria)
    leave_a_card(office, maria)
    agree_on_fees(office, maria)
    keep_the_books(office, done, late, new)
    assert len({done.pk, maria.pk, new.pk, old.pk, late.pk}) == 5


def _open(
    office: Office, playbook: str, newcomers: dict[str, Newcomer], days: int
) -> Case:
    """Ask for conflicts, find none, and open the case; Paul is on it."""
    ada = office["ada"]
    with standing_at(office.days_later(days, hour=15)):
        course = get_playbook(ada, playbook)
        check = check_conflicts(ada, asked=asked_about(course, newcomers))
        case = take_on(
            ada,
            course,
            check=check,
            newcomers=newcomers,
            lead=User.objects.get(pk=ada.account),
            reason="Nobody the firm knows has these names or dates of birth.",
        )
        paul = User.objects.get(pk=office["paul"].account)
        put_on_team(ada, case, user=paul, part=Role.PARALEGAL)
        keep_up_in(office.firm)
    return case


def _join(office: Office, party: Party, *, days: int, password: str | None) -> Actor:
    """Invite somebody, and let them come in the day after."""
    with standing_at(office.days_later(days, hour=16)):
        token = invite_party(office["ada"], party)
    with standing_at(office.days_later(days + 1, hour=17)):
        person = party.person
        user = User.objects.create_user(
            person.email,
            password,
            name=person.full_name,
            language=person.language,
            joined_at=now(),
        )
        accept_invitation(office.clock, find(token, now()), user=user)
        keep_up_in(office.firm)
    return Actor(
        firm=office.firm,
        roles=frozenset({Role.CLIENT}),
        name=user.name,
        user_id=user.pk,
        language=person.language,
    )


def _accepted_case(office: Office) -> Case:
    """The government has taken it: answers, papers, form, signatures, fee, receipt."""
    people, facts = invented("accepted", office.opened.date())
    case = _open(office, PRACTICE, people, days=1)
    clients = {
        party.part: _join(office, party, days=2, password=None)
        for party in parties(office["ada"], case)
    }
    begun = Begun(case, facts, clients)
    for part, client in clients.items():
        _answer_all(office, begun, part, days=5)
        _send(office, begun, client, days=8)
    _accept(office, case, days=10)
    _prepare(office, case, days=14)
    for client in clients.values():
        _send(office, begun, client, days=19)
    _accept(office, case, days=20)
    _bill(office, case, clients["petitioner"], days=21)
    _file(office, case, days=24)
    _ask_for_the_fee(office, case, days=37)
    return case


def _answer_all(office: Office, begun: Begun, part: str, *, days: int) -> None:
    ada = office["ada"]
    with standing_at(office.days_later(days, hour=20)):
        sent = next(one for one in sent_to(ada, begun.case) if one.party.part == part)
        answer_pages(begun.clients[part], sent, begun.facts)


def _waiting(client: Actor, case: Case) -> list[Request]:
    return [one.request for one in asked(client, case) if one.waits_for_client]


def _send(office: Office, begun: Begun, client: Actor, *, days: int) -> None:
    """Send every paper that this client is asked for."""
    with standing_at(office.days_later(days, hour=21)):
        for request in _waiting(client, begun.case):
            send_paper(client, request, about=usual(date(2021, 9, 17), "US"))
        keep_up_in(office.firm)


def _accept(office: Office, case: Case, *, days: int) -> None:
    with standing_at(office.days_later(days)):
        for version in to_review(office["paul"]).filter(case=case):
            accept_version(office["paul"], version)
        keep_up_in(office.firm)


def _prepare(office: Office, case: Case, *, days: int) -> None:
    """Paul fills the forms; Ada, who prepared none of them, reads and approves."""
    with standing_at(office.days_later(days)):
        filled = fill_forms(office["paul"], filings(office["paul"], case).get())
        keep_up_in(office.firm)
    with standing_at(office.days_later(days + 1)):
        for one in filled:
            approve_form(office["ada"], one, despite_open=True)
        keep_up_in(office.firm)


def _bill(office: Office, case: Case, payer: Actor | None = None, *, days: int) -> None:
    """Issue the first invoice; where a payer is named, they pay it."""
    ada = office["ada"]
    with standing_at(office.days_later(days, hour=18)):
        invoice = bill_case(ada, case, course_of(ada, case))
        issue_invoice(ada, invoice)
        if payer is not None:
            payment = start_payment(payer, invoice, reference=f"demo-{case.number}")
            processor = Actor.processor(office.firm)
            method = "Visa ending in 4242"
            record_payment(processor, payment, cents=payment.cents, method=method)
        keep_up_in(office.firm)


def _ask_for_the_fee(office: Office, case: Case, *, days: int) -> None:
    """The agency took its fee; Ben asks for it out of trust, and a second one must agree."""
    with standing_at(office.days_later(days, hour=19)):
        held = trust_ledgers(office["ben"], case)[0].account
        fee = holding(office["ben"], held).only_meant(held.cents)
        ask_withdrawal(
            office["ben"],
            held,
            purpose="government fee",
            cents=held.cents,
            line=fee,
            payee="U.S. Department of Homeland Security, check 1044",
            why="Filing fee of Form I-130",
            once=f"demo-{case.number}",
        )
        keep_up_in(office.firm)


def _file(office: Office, case: Case, *, days: int) -> None:
    """Send it to the government, and write down the receipt number."""
    paul = office["paul"]
    filing = filings(paul, case).get()
    with standing_at(office.days_later(days)):
        day = today(office.firm.time_zone)
        certify(paul, office["ada"], filing, on=day)
        accept_packet(paul, office["ada"], case)
        record_sent(
            paul, filing, on=day, channel="paper", tracking="1Z999AA10123456784"
        )
        keep_up_in(office.firm)
    with standing_at(office.days_later(days + 12)):
        day = today(office.firm.time_zone)
        notice = stored(paul, case, "Receipt notice", case.title)
        number = "IOE0900000001"
        record_receipt(paul, filing, number=number, again=number, on=day, notice=notice)
        keep_up_in(office.firm)


def _case_of_maria(office: Office, password: str) -> Case:
    """In the middle: some answers, one paper good, one sent back, an invoice to pay."""
    newcomers = {"petitioner": OUR_MARIA, "beneficiary": HER_OMAR}
    case = _open(office, PRACTICE, newcomers, days=46)
    petitioner = next(
        one for one in parties(office["ada"], case) if one.part == "petitioner"
    )
    maria = _join(office, petitioner, days=47, password=password)
    maria = replace(maria, language="es")
    facts = marias_answers(office.opened.date())
    with standing_at(office.days_later(50, hour=2)):
        sent = next(one for one in sent_to(maria, case))
        answer_pages(maria, sent, facts, most=9)
        for request in _waiting(maria, case)[:3]:
            send_paper(maria, request, about=usual(date(2021, 9, 17), "US"))
        keep_up_in(office.firm)
    with standing_at(office.days_later(51)):
        good, bad = to_review(office["paul"]).filter(case=case)[:2]
        accept_version(office["paul"], good)
        return_version(
            office["paul"],
            bad,
            reason="blurry",
            comment="La foto está borrosa y no se lee la fecha. Por favor tome otra "
            "foto con más luz, con la página completa.",
        )
        keep_up_in(office.firm)
    _bill(office, case, days=52)
    return case


def _new_case(office: Office) -> Case:
    """Opened a few days ago on the official form; the invitation is on its way."""
    people, _ = invented("new", office.opened.date())
    case = _open(office, OFFICIAL, people, days=57)
    with standing_at(office.days_later(59)):
        invite_to_portal(office["ada"], [*parties(office["ada"], case)])
        keep_up_in(office.firm)
    return case
