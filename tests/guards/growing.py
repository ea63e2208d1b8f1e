"""Thirty of everything, for a client, a case and a firm that had one of each."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

from harborlight.agency.actions import observe, track_number
from harborlight.agreements.actions import note_cost, write_time
from harborlight.billing.actions import (
    add_line,
    ask_withdrawal,
    draft_invoice,
    issue_invoice,
    receive_payment,
)
from harborlight.billing.queries import holding
from harborlight.cases.actions import (
    add_party,
    open_case,
    put_on_team,
    reach_milestone,
)
from harborlight.cases.models import Case
from harborlight.deadlines.actions import set_deadline
from harborlight.documents.actions import About, receive_document, request_document
from harborlight.documents.models import Request
from harborlight.filings.actions import plan_filing
from harborlight.filings.models import FilledForm, NeededForm
from harborlight.firm.actor import Actor
from harborlight.firm.clock import now
from harborlight.firm.models import Membership
from harborlight.firm.readers import keep_up_in
from harborlight.firm.roles import Role
from harborlight.firm.tenancy import inside
from harborlight.law.packs import pack_of
from harborlight.people.actions import add_person, check_conflicts
from harborlight.people.conflicts import Asked
from harborlight.tasks.actions import set_task
from harborlight.trust.actions import add_payee, take_unknown
from harborlight.trust.queries import trust_ledgers
from harborlight.workflow.actions import Newcomer, begin_case, hand_over
from harborlight.workflow.queries import get_playbook
from tests.cast import actor_of
from tests.guards.canaries.words import DAY
from tests.guards.world import World
from tests.whole_case import MARIA, OMAR, paper

MORE = 30
# So many cases are of one client, so many envelopes of one case.
SEVERAL = 6


def one_form_to_check(world: World) -> None:
    """The world has one of most things; but its forms are all approved."""
    with inside(world.harbor):
        lawyer = _of(world, "attorney")
        plan_filing(lawyer, world.other.case, name="One", forms=[("I-130", "")])
        _fill_what_is_planned(world)


def grow(world: World) -> None:
    with inside(world.harbor):
        case = world.first.case
        # First, so that what comes of cases stands above it among the notices.
        _suspense_and_payees(_of(world, "finance"))
        _papers(world, case)
        _money(world, case)
        _work(world, case)
        _office_work(world, case)
        _cases(world)
        _fill_what_is_planned(world)
    keep_up_in(world.harbor)


def _of(world: World, name: str) -> Actor:
    rows = Membership.objects.select_related("firm", "user")
    return actor_of(rows.get(user=world.personas[name].user))


def _papers(world: World, case: Case) -> None:
    """A client is asked for thirty, and sent nearly all."""
    lawyer, client = _of(world, "attorney"), _of(world, "client")
    file = paper(world.harbor, case.pk)
    for number in range(MORE):
        request = request_document(
            lawyer,
            case,
            person=world.first.petitioner.person,
            kind="other",
            title={"en": f"Paper {number}", "es": f"Papel {number}"},
            need=Request.Need.REQUIRED,
            due_on=DAY.date(),
        )
        if number < MORE - 4:
            receive_document(client, request, checked=file, about=About())


def _money(world: World, case: Case) -> None:
    lawyer, finance = _of(world, "attorney"), _of(world, "finance")
    payer = world.first.petitioner.person
    for number in range(MORE):
        invoice = draft_invoice(lawyer, case, payer=payer)
        about: dict[str, Any] = {"kind": "fee", "words": f"Work {number}"}
        add_line(lawyer, invoice, **about, cents=1000, to="operating")
        issue_invoice(lawyer, invoice)
        if number < SEVERAL:
            received = {"method": "check", "on": invoice.issued_on}
            once = f"check {number}"
            receive_payment(finance, invoice, cents=100 + number, once=once, **received)
    held = trust_ledgers(lawyer, case)[0].account
    fee = holding(lawyer, held).only_meant(1)
    assert held.person is not None
    payer = held.person.full_name
    for number in range(MORE):
        ask_withdrawal(
            lawyer,
            held,
            purpose="refund",
            cents=1,
            line=fee,
            payee=f"{payer}, check {number}",
            why="So it is",
            once=f"more {number}",
        )


def _suspense_and_payees(finance: Actor) -> None:
    account = {"kind": "other", "bank": "Bank", "routing": "021000021"}
    for number in range(MORE):
        name, digits = f"Payee {number}", f"{10_000 + number}"
        add_payee(finance, name=name, number=digits, **account)
        came = {"on": DAY.date(), "why": f"Wire {number}", "once": f"wire {number}"}
        take_unknown(finance, cents=1, **came)


def _work(world: World, case: Case) -> None:
    """Hours and costs."""
    lawyer = _of(world, "attorney")
    for number in range(MORE):
        said = {"work": "legal", "words": f"Work {number}"}
        write_time(lawyer, case, on=DAY.date(), minutes=5, **said)
        about = {"kind": "other", "words": f"Cost {number}"}
        note_cost(lawyer, case, **about, estimate_cents=100)


def _office_work(world: World, case: Case) -> None:
    """Deadlines, people, envelopes, milestones, and a team."""
    lawyer = _of(world, "attorney")
    for number in range(MORE):
        set_deadline(
            lawyer,
            case,
            title=f"Deadline {number}",
            due_on=DAY.date() + timedelta(days=number),
            because="So it is",
        )
    her, mine = world.first.petitioner.person, world.personas["attorney"].user
    for number in range(MORE):
        set_task(lawyer, case, title=f"Task {number}", user=mine)
        set_task(lawyer, case, title=f"Homework {number}", person=her)
        receipt = f"MSC26000{number:05}"
        said = {"agency": "USCIS", "number": receipt, "again": receipt}
        observe(
            lawyer, track_number(lawyer, case, **said), source="hand", means="denied"
        )
    for number in range(SEVERAL):
        person = add_person(lawyer, family_name=f"Child {number}", given_name="A")
        add_party(lawyer, case, person=person, part="child")
        reach_milestone(lawyer, case, kind=f"milestone {number}", on=DAY.date())
        forms = [("I-130", ""), ("I-130A", "")]
        plan_filing(lawyer, case, name=f"Envelope {number}", forms=forms)
    for role in (Role.PARTNER, Role.PARALEGAL, Role.INTAKE):
        user = world.personas[str(role)].user
        assert user
        put_on_team(lawyer, case, user=user, part=str(role))


def _cases(world: World) -> None:
    """Thirty cases, some of them of the same client, whole; and thirty handed over."""
    lawyer, paul = _of(world, "attorney"), _of(world, "paralegal")
    lead = world.personas["attorney"].user
    assert lead
    couple = get_playbook(lawyer, "practice-spouse")
    for number in range(SEVERAL):
        begin_case(
            lawyer,
            couple,
            newcomers={"petitioner": MARIA, "beneficiary": _omar(number)},
            lead=lead,
            known={"petitioner": world.first.petitioner.person},
        )
    about: dict[str, Any] = {"kind": couple.key, "kind_version": couple.version}
    about |= {"stage": couple.stages[0].id, "on": DAY.date(), "lead": lead}
    for number in range(SEVERAL, MORE):
        case = open_case(lawyer, **about, titles={"en": f"Case {number}"})
        person = add_person(lawyer, family_name=f"Person {number}", given_name="A")
        add_party(lawyer, case, person=person, part="petitioner")
        plan_filing(lawyer, case, name="Envelope", forms=[("I-130", "")])
        said = {"on": DAY.date(), "work": "legal", "words": "Began"}
        write_time(lawyer, case, minutes=5, **said)
    for number in range(MORE):
        name = f"Newcomer {number}"
        check = check_conflicts(paul, asked=[Asked(name=name, birth_date=None)])
        hand_over(paul, couple, check=check, typed=[("petitioner-family_name", name)])


def _omar(number: int) -> Newcomer:
    return replace(OMAR, email=f"o{number}@more.example")


def _fill_what_is_planned(world: World) -> None:
    """Rows alone: how a form is filled is told elsewhere, and takes its time."""
    bare = NeededForm.objects.filter(filled__isnull=True)
    file = paper(world.harbor, world.first.case.pk).file
    FilledForm.objects.bulk_create(
        FilledForm(
            firm=world.harbor,
            case_id=needed.case_id,
            needed=needed,
            number=1,
            form=needed.form,
            edition=pack_of(needed.form, on=DAY.date()).edition,
            file=file,
            pages=1,
            prepared_at=now(),
            prepared_by=world.personas["paralegal"].user,
        )
        for needed in bare
    )
