"""A whole case, made through the actions: what tests and guards stand on."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from uuid import UUID

import yaml

from harborlight.billing.actions import issue_invoice, record_payment, start_payment
from harborlight.cases.models import Case, Party
from harborlight.cases.queries import parties
from harborlight.config.demo.checking import certify
from harborlight.documents.actions import (
    About,
    Checked,
    accept_version,
    receive_document,
)
from harborlight.documents.queries import asked as asked_papers
from harborlight.documents.queries import to_review
from harborlight.facts.structure import get
from harborlight.filings.actions import (
    approve_form,
    fill_forms,
    record_receipt,
    record_sent,
)
from harborlight.filings.models import Filing
from harborlight.filings.queries import filings, form_signed_on
from harborlight.firm.actions import earn_flat_fees
from harborlight.firm.actor import Actor
from harborlight.firm.models import Firm, User
from harborlight.firm.vault.stored import keep_bytes
from harborlight.questionnaires.actions import (
    answer,
    begin_entry,
    finish_questionnaire,
    keep_questionnaire,
)
from harborlight.questionnaires.queries import get_sent, page, sent_to, standing
from harborlight.questionnaires.reading import starter_data
from harborlight.workflow.actions import Newcomer, begin_case, bill_case, keep_playbook
from harborlight.workflow.playbooks import starters
from harborlight.workflow.queries import course_of, get_playbook

# Where a test wants its fee in the operating account, its firm chose that.
AGREED = "Engagement agreement, section 4"
MARIA = Newcomer(
    family_name="Rivas Peña",
    given_name="María",
    birth_date=date(1988, 4, 12),
    email="maria@example.org",
    language="es",
    phone="+12135550123",
)
OMAR = Newcomer(
    family_name="Haddad",
    given_name="Omar",
    birth_date=date(1990, 11, 3),
    email="omar@example.org",
    language="en",
)


@dataclass(frozen=True)
class Begun:
    case: Case
    petitioner: Party
    beneficiary: Party


@cache
def _questions(key: str) -> dict:
    return starter_data(key)


def furnish(clock: Actor, *more: str) -> None:
    """Give a firm the questions of a couple, and more by their keys, with their playbooks.

    Only the playbooks whose parties are asked these questions: there are thirty, and each
    costs a test some hundredths of a second. The two of a couple send without a second
    reader here: what that gate holds back is told where it is tested.
    """
    kept = ("i130-spouse", "intake", *more)
    for key in kept:
        keep_questionnaire(clock, definition=_questions(key))
    for definition in starters().values():
        asks = {part.get("questionnaire", "") for part in definition["parts"]}
        if asks - {""} <= {*kept}:
            keep_playbook(clock, definition=ungated(definition))


def ungated(definition: dict) -> dict:
    """A playbook as `furnish` keeps it."""
    if definition["key"] not in ("i130-spouse", "practice-spouse"):
        return definition
    tasks = [
        {word: said for word, said in one.items() if word != "gate"}
        for one in definition["tasks"]
    ]
    return {**definition, "tasks": tasks}


def begin(
    actor: Actor, *, playbook: str = "i130-spouse", petitioner=MARIA, beneficiary=OMAR
) -> Begun:
    """Open a case from a playbook."""
    case = begin_case(
        actor,
        get_playbook(actor, playbook),
        newcomers={"petitioner": petitioner, "beneficiary": beneficiary},
        lead=User.objects.get(pk=actor.user_id),
    )
    found = {party.part: party for party in parties(actor, case)}
    return Begun(case, found["petitioner"], found["beneficiary"])


# --- The rest of the way ------------------------------------------------------


def family(name: str = "citizen_and_salvadoran_wife") -> dict:
    """The answers of an invented family, as form packs read them."""
    path = Path(__file__).parents[1] / "harborlight/law/tests/cases" / f"{name}.yaml"
    return _as_text(yaml.load(path.read_text(), Loader=yaml.CSafeLoader))


def _as_text(node):
    if isinstance(node, dict):
        return {key: _as_text(value) for key, value in node.items()}
    if isinstance(node, list):
        return [_as_text(value) for value in node]
    return str(node)


def answer_everything(client: Actor, sent_id: UUID, answers: dict) -> None:
    """Walk through a questionnaire page by page, as its person would, and finish it."""
    stands = standing(client, get_sent(client, sent_id))
    for _ in range(400):
        step = stands.progress.next
        if step is None:
            finish_questionnaire(client, stands.sent)
            return
        asked = page(client, stands, step.screen, step.entry)
        stands = _answer_page(client, stands, asked, answers)
    raise AssertionError(f"The questionnaire does not end: {step}")


def _answer_page(client: Actor, stands, asked, answers: dict):
    if asked.screen is None:
        rows = get(answers, asked.loop.group) or []
        assert len(asked.rows) < len(rows), f"nothing more to say at {asked.loop.id}"
        begin_entry(client, stands.sent, asked.loop)
        return standing(client, stands.sent)
    place = asked.step.entry
    values = {}
    for one in asked.questions:
        path = one.question.fact.replace("[]", f"[{place}]")
        value = get(answers, path) or (
            _anything(one.entry) if one.question.required else ""
        )
        assert value or not one.question.required, f"no answer for {path}"
        values[one.question.fact] = value
    taken = answer(
        client,
        stands.sent,
        screen=asked.step.screen,
        answers=values,
        entry=asked.entry_id,
    )
    return taken.stands


def paper(
    firm: Firm, case_id: UUID, words: bytes = b"a paper", *, pages: int = 1
) -> Checked:
    """A file that was stored and found good."""
    return Checked(keep_bytes(firm, case_id, words), "paper.pdf", "pdf", pages)


def send_papers(client: Actor, case: Case) -> None:
    """Send everything this client is asked for."""
    for one in asked_papers(client, case):
        if one.waits_for_client:
            signed = form_signed_on(client, one.request)
            pages = signed.pages if signed else 1
            words = f"{one.request.kind} {signed or ''}".strip().encode()
            checked = paper(case.firm, case.pk, words, pages=pages)
            about = About(
                issued_on=date(2020, 1, 2),
                country="SV",
                language="es",
                tags=["copy", "translation", "certificate"],
            )
            receive_document(client, one.request, checked=checked, about=about)


def accept_papers(staff: Actor, case: Case) -> None:
    for version in to_review(staff).filter(case=case):
        accept_version(staff, version)


def to_the_receipt(
    begun: Begun, clients: dict[str, Actor], ada, paul, pat, answers: dict
) -> Filing:
    """From the first answer to the receipt number, and the invoice paid."""
    case, on = begun.case, date(2026, 6, 15)
    for part, client in clients.items():
        sent = next(s for s in sent_to(ada, case) if s.party.part == part)
        answer_everything(client, sent.pk, answers)
        send_papers(client, case)
    accept_papers(paul, case)
    filing = filings(ada, case).get()
    for filled in fill_forms(paul, filing):
        approve_form(ada, filled, despite_open=True)
    for client in clients.values():
        send_papers(client, case)
    accept_papers(paul, case)
    earn_flat_fees(pat, pat.firm, rests_on=AGREED)
    invoice = bill_case(ada, case, course_of(ada, case))
    issue_invoice(ada, invoice)
    payment = start_payment(clients["petitioner"], invoice, reference=f"sbx {case.pk}")
    record_payment(
        Actor.processor(case.firm), payment, cents=payment.cents, method="Visa 4242"
    )
    certify(paul, ada, filing, on=on)
    record_sent(paul, filing, on=on, channel="paper", tracking="1Z999")
    number = f"IOE{case.pk.int % 10**10:010}"
    notice = paper(case.firm, case.pk, b"receipt notice")
    record_receipt(paul, filing, number=number, again=number, on=on, notice=notice)
    return filing


def _anything(entry) -> str:
    """What somebody says whom the invented family gives no words."""
    for word in ("unknown", "none"):
        if word in entry.may_be:
            return word
    return {"yes_no": "no", "text": "San Salvador", "country": "SV"}.get(entry.type, "")
