"""A case of which every name, title, remark and file holds a word of its own."""

from __future__ import annotations

import io
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from harborlight.billing.actions import (
    approve_withdrawal,
    ask_withdrawal,
    keep_receipt_paper,
)
from harborlight.billing.models import Payment, Receipt
from harborlight.billing.queries import holding
from harborlight.documents.actions import (
    About,
    Checked,
    Sent,
    WasRead,
    ask_helper,
    keep_reading,
    receive_document,
    request_document,
    write_of_paper,
)
from harborlight.documents.models import (
    Detail,
    MadeFrom,
    NamePattern,
    PaperSettings,
    PaperTag,
    Request,
    RoutingRule,
    Sample,
    SampledCase,
    Standard,
    Version,
)
from harborlight.facts.actions import explain
from harborlight.facts.findings import Finding, Where
from harborlight.filings.actions import attach_packet
from harborlight.filings.models import (
    Filing,
    FormOutcome,
    NeededForm,
    PaymentForm,
    TypedOver,
    TypedPage,
)
from harborlight.firm.actor import Actor
from harborlight.firm.clock import now
from harborlight.firm.models import Firm, Job, Membership, Sighting, StoredFile, Upload
from harborlight.firm.roles import Role
from harborlight.firm.vault.stored import keep_bytes
from harborlight.inquiries.models import HitAnswer, Inquiry, Reply
from harborlight.outside.payments import Asked as AskedToPay
from harborlight.outside.payments import sandbox
from harborlight.packets.actions import (
    add_papers,
    ask_build,
    ask_comparison,
    finish_build,
    make_packet,
    save_paragraph,
    save_set,
    want,
)
from harborlight.papers.packet_types import Built, PageRow
from harborlight.papers.page_text import PageText, Word
from harborlight.papers.tests.honest import half_red
from harborlight.papers.tests.travel import passport
from harborlight.people.actions import check_conflicts, invite_person
from harborlight.people.conflicts import Asked
from harborlight.questionnaires.actions import ask_lawyer, begin_draft
from harborlight.questionnaires.models import Sent as Questions
from harborlight.questionnaires.queries import newest
from harborlight.search.actions import save_search
from harborlight.trust.queries import trust_ledgers
from harborlight.workflow.actions import Newcomer, hand_over
from harborlight.workflow.queries import get_playbook
from tests.cast import actor_of
from tests.guards.people import a_member
from tests.whole_case import Begun, begin, family, to_the_receipt

FIRST, OTHER, RIVAL = "Zqfirst", "Zqother", "Zqrival"
WORDS = (FIRST, OTHER, RIVAL)
DAY = datetime(2026, 6, 15, 15, tzinfo=UTC)
# What people write freely, in the answers of an invented family.
_FREE = {"employer", "street", "occupation", "middle"}


@dataclass(frozen=True)
class Held(Begun):
    """A case, and what stands in the links of letters about it."""

    invitation: str
    offer: str
    helper: str


def a_case(
    firm: Firm,
    word: str,
    staff: dict[Role, Membership],
    offer: str,
    also: Membership | None = None,
) -> Held:
    """A whole case that holds the word wherever people write something."""
    ada, paul, pat = (
        actor_of(staff[role]) for role in (Role.ATTORNEY, Role.PARALEGAL, Role.PARTNER)
    )
    parties = {"petitioner": "Maria", "beneficiary": "Omar"}
    newcomers = {
        part: Newcomer(
            family_name=f"{word}rivas",
            given_name=f"{name}{word}",
            birth_date=date(1984, 3, 9),
            email=f"{part}.{word}@guards.example".lower(),
            language="en",
        )
        for part, name in parties.items()
    }
    begun = begin(ada, playbook="practice-spouse", **newcomers)
    clients = {}
    for part, party in (
        ("petitioner", begun.petitioner),
        ("beneficiary", begun.beneficiary),
    ):
        mine = also if also and part == "petitioner" else None
        # The name of an account is no secret of its case among the firm's staff.
        number = WORDS.index(word)
        mine = mine or a_member(firm, f"{part}-account-{number}", Role.CLIENT)
        party.person.login = mine.user
        party.person.save()
        clients[part] = actor_of(mine)
    answers = _with_word(family(), word)
    to_the_receipt(begun, clients, ada, paul, pat, answers)
    invitation = _and_more(firm, begun, clients["petitioner"], ada, word)
    _out_of_trust(begun, ada, pat, word)
    begin_draft(pat, newest(pat, "i130-spouse"))
    _receipts(begun, word)
    _packet(begun, ada, word)
    _explained(begun, ada, word)
    _asked(begun, clients["petitioner"], word)
    _inquiry(begun, ada, word)
    # Whoever holds the link reads what it asks for, so no word stands in that.
    wanted = request_document(
        ada,
        begun.case,
        person=begun.petitioner.person,
        kind="letter",
        title={"en": "A letter of a friend", "es": "Una carta de un amigo"},
        need=Request.Need.OPTIONAL,
    )
    helper = ask_helper(clients["petitioner"], wanted, name=f"Rosa {word}")
    return Held(**vars(begun), invitation=invitation, offer=offer, helper=helper)


def _with_word(node: Any, word: str, key: str = "") -> Any:
    if isinstance(node, dict):
        return {name: _with_word(value, word, name) for name, value in node.items()}
    if isinstance(node, list):
        return [_with_word(value, word, key) for value in node]
    return word if key in _FREE and node != "none" else node


def _and_more(firm: Firm, begun: Begun, client: Actor, ada: Actor, word: str) -> str:
    """What the straight way does not leave behind: a paper that waits, and the rest.

    The token of a letter that invites the client.
    """
    request = request_document(
        ada,
        begun.case,
        person=begun.petitioner.person,
        kind="other",
        title={"en": f"Letter {word}", "es": f"Carta {word}"},
        purpose={"en": f"Why {word}", "es": word},
        advice={"en": f"How {word}", "es": word},
        need=Request.Need.OPTIONAL,
        due_on=DAY.date(),
    )
    checked = Checked(_picture(begun, word), f"{word}.jpg", "jpeg", 1)
    photo = Sent(_picture(begun, f"{word} photo"), f"{word}.jpg", "jpeg", 0, [])
    came = receive_document(
        client, request, checked=checked, about=About(tags=[word]), pieces=[photo]
    )
    keep_reading(
        Actor.clock(firm),
        came,
        found=WasRead([_passport(word)], searchable=word.encode()),
    )
    write_of_paper(ada, came.document, words=f"Something about {word}", to="client")
    MadeFrom.objects.create(
        firm=firm,
        case_id=begun.case.pk,
        version=came,
        source=came,
        how=MadeFrom.How.TURNED,
        pages=[1],
    )
    # Every client of the firm reads what it asks, so no case's word stands in it.
    Detail.objects.create(
        firm=firm, label={"en": "Number on it", "es": "Su número"}, added_at=now()
    )
    RoutingRule.objects.create(
        firm=firm, position=1, target="least", role=Role.PARALEGAL, added_at=now()
    )
    tag = {"label": {"en": "Seen", "es": "Visto"}, "added_at": now()}
    PaperTag.objects.get_or_create(firm=firm, code="seen", defaults=tag)
    sample = Sample.objects.create(
        firm=firm, seed=1, drawn_from=1, closed_since=DAY.date(), drawn_at=now()
    )
    SampledCase.objects.create(
        firm=firm, sample=sample, case=begun.case, position=1, note=f"Note {word}"
    )
    NamePattern.objects.get_or_create(firm=firm, name="{title}", folders="{kind}")
    PaperSettings.objects.get_or_create(firm=firm)
    Standard.objects.get_or_create(firm=firm, kind="passport", minutes=4, hours=8)
    token = invite_person(ada, begun.petitioner.person, case_id=begun.case.pk)
    _hand_over(firm, word)
    check_conflicts(ada, asked=[Asked(name=f"Somebody {word}", birth_date=None)])
    Upload.objects.create(
        firm=firm,
        file=keep_bytes(firm, begun.case.pk, word.encode()),
        user_id=client.account,
        purpose="nothing",
        reference=word,
        name=f"{word}.pdf",
        length=1,
        begun_at=now(),
        touched_at=now(),
    )
    Sighting.objects.create(
        firm=firm,
        user_id=ada.account,
        subject_kind="cases.case",
        subject_id=begun.case.pk,
        case_id=begun.case.pk,
        window=DAY,
    )
    Job.objects.create(
        firm=firm,
        task="nothing.planted",
        arguments={"args": [word], "kwargs": {}},
        state=Job.GIVEN_UP,
        run_after=now(),
        enqueued_at=now(),
        errors=[],
    )
    return token


def _picture(begun: Begun, word: str) -> StoredFile:
    """A picture that can be drawn, and that holds the word in its bytes."""
    out = io.BytesIO()
    half_red().save(out, "JPEG", comment=word.encode())
    return keep_bytes(begun.case.firm, begun.case.pk, out.getvalue())


def _receipts(begun: Begun, word: str) -> None:
    """The papers of its receipts, and the card house's page for what was paid."""
    clock = Actor.clock(begun.case.firm)
    for receipt in Receipt.objects.filter(case=begun.case):
        paper = keep_bytes(clock.firm, begun.case.pk, f"Receipt {word}".encode())
        keep_receipt_paper(clock, receipt, file=paper)
    for paid in Payment.objects.filter(case=begun.case):
        asked = AskedToPay(paid.reference, paid.cents, paid.trust_cents, "", "/")
        sandbox().begin(asked)


def _passport(word: str) -> PageText:
    """What was read on a passport that expires on a day."""
    lines = (word, *passport(family=word))
    words = [Word(line, 0.1, 0.2, 0.9, 0.3) for line in lines]
    return PageText(1, "\n".join(lines), words)


def _hand_over(firm: Firm, word: str) -> None:
    """A new case that a paralegal asked a lawyer about, and it waits."""
    found = Membership.objects.filter(firm=firm, role=Role.PARALEGAL).first()
    assert found
    paul = actor_of(found)
    # It is of no case yet, so every lawyer of the firm may read it.
    known = word if word == RIVAL else "Newcomer"
    check = check_conflicts(paul, asked=[Asked(name=f"Zoe {known}", birth_date=None)])
    typed = [("petitioner-family_name", known)]
    hand_over(paul, get_playbook(paul, "practice-spouse"), check=check, typed=typed)
    # Nor is what somebody shares with the whole firm.
    save_search(paul, name=f"Letters {known}", shared=True, words=known, narrowed={})


def _out_of_trust(begun: Begun, ada: Actor, pat: Actor, word: str) -> None:
    """Money that left trust, and some that is asked for."""
    held = trust_ledgers(ada, begun.case)[0].account
    fee = holding(ada, held).only_meant(100)
    done, _waits = (
        ask_withdrawal(
            ada,
            held,
            purpose="refund",
            cents=100,
            line=fee,
            payee=f"Somebody {word}",
            why=f"Why {word}",
            once=f"{word} {n}",
        )
        for n in range(2)
    )
    approve_withdrawal(pat, done)


def _explained(begun: Begun, ada: Actor, word: str) -> None:
    """What somebody said to a thing that does not seem to fit."""
    unfit = Finding("in_future", (Where("petitioner.birth.date", "2030-01-01"),))
    explain(ada, begun.case, finding=unfit, words=f"So it is {word}")


def _asked(begun: Begun, client: Actor, word: str) -> None:
    """What a client asks their lawyer at a question."""
    of = Questions.objects.get(party=begun.petitioner)
    at = {"fact": "petitioner.birth.city", "entry": None}
    ask_lawyer(client, of, words=f"Which city is {word}?", **at)


def _inquiry(begun: Begun, ada: Actor, word: str) -> None:
    """What was told before it was a case, with a hit, an answer to it, and a letter."""
    check = check_conflicts(ada, asked=[Asked(name=f"Spouse {word}")])
    of = {"firm": begun.case.firm, "case_id": begun.case.pk}
    said = {"said_by_id": ada.account, "said_at": now()}
    inquiry = Inquiry.objects.create(
        **of,
        person=begun.petitioner.person,
        wanted="family",
        note=f"Note {word}",
        company=f"Company {word}",
        company_secrets=f"Secret {word}",
        received_at=now(),
        check_made=check,
    )
    HitAnswer.objects.create(
        **of, **said, inquiry=inquiry, hit=word, verdict="other", reason=f"Why {word}"
    )
    Reply.objects.create(**of, **said, words=f"Letter {word}", language="en", version=1)


def _packet(begun: Begun, ada: Actor, word: str) -> None:
    """A packet with everything that can hang on one, built and compared."""
    case, clock = begun.case, Actor.clock(begun.case.firm)
    packet = make_packet(
        ada,
        case,
        name=f"Packet {word}",
        purpose="response",
        destination="uscis online",
        numbering="letters",
        notice=None,
        due_on=None,
    )
    newest = Version.objects.filter(case=case).order_by("-uploaded_at")[:1]
    exhibits = add_papers(ada, packet, versions=[*newest])
    want(ada, packet, text=f"Needed {word}", is_required=True)
    filing = Filing.objects.filter(case=case).first()
    assert filing
    needed = NeededForm.objects.filter(filing=filing).first()
    attach_packet(ada, packet, filing=filing, needed=needed)
    assert needed
    PaymentForm.objects.create(
        firm=case.firm, case_id=case.pk, filing=filing, needed=needed, cents=100
    )
    TypedOver.objects.create(
        firm=case.firm,
        case_id=case.pk,
        needed=needed,
        edition=date(2026, 1, 1),
        box="HL1[0].Page1[0].Pt1Line2c_MiddleName[0]",
        item="Part 1, Item 2.c",
        value=f"Typed {word}",
        reason=f"Because {word}",
        instead=f"Instead {word}",
        typed_at=now(),
    )
    mine = {"firm": case.firm, "case_id": case.pk}
    FormOutcome.objects.create(
        **mine,
        filing=filing,
        needed=needed,
        on=now().date(),
        rejected_why=f"Sent back {word}",
        recorded_at=now(),
    )
    TypedPage.objects.create(
        **mine,
        sheet="ds-260",
        part="beneficiary",
        page="personal-1",
        lines={"0": f"Typed {word}"},
        typed_at=now(),
    )
    build = ask_build(ada, packet)
    row = PageRow(1, 1, 1, 1, 1, exhibits[0].key, 1, "0" * 64, 1, (), (), "0" * 64)
    finish_build(
        clock,
        build,
        built=Built((f"%PDF-1.7 {word}".encode(),), (row,)),
        names=[f"{word}.pdf"],
        manifest={"exhibits": [], "pages": [row.as_plain()], "name": word},
        as_of=now(),
    )
    ask_comparison(ada, build)
    # Every packet of the firm is offered it, so no case's word stands in it.
    save_set(ada, None, name="Standard exhibits", entries=[])
    save_paragraph(ada, None, name="Standard paragraph", text="It is so.")
