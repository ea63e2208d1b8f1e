"""The world that guards look at: two firms, three cases, and a word in each of them.

Every name, title, remark and file of a case holds the case's own word, so that
an answer to somebody who may know nothing of it can be searched for it:

FIRST  a case at Harbor, of Maria and Omar; outside counsel is named on it
OTHER  another case at Harbor, of Zoe and Yves
RIVAL  a case of another firm, of Nina and Igor
"""

from __future__ import annotations

import io
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from operator import attrgetter
from typing import Any
from uuid import UUID

from django.apps import apps
from django.db.models import Model

from harborlight.billing.actions import (
    approve_withdrawal,
    ask_withdrawal,
    keep_receipt_paper,
)
from harborlight.billing.models import Payment, Receipt
from harborlight.billing.queries import holding
from harborlight.cases.actions import put_on_team, raise_wall
from harborlight.cases.models import Case
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
from harborlight.documents.indexing import rebuild_step, restart
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
from harborlight.filings.actions import attach_packet
from harborlight.filings.models import Filing
from harborlight.firm import links, offers
from harborlight.firm.actions import (
    add_member,
    found_firm,
    keep_credentials,
    offer_part,
)
from harborlight.firm.actor import Actor
from harborlight.firm.clock import now
from harborlight.firm.models import (
    Firm,
    Job,
    Membership,
    Sighting,
    StoredFile,
    Upload,
    User,
)
from harborlight.firm.readers import keep_up_in
from harborlight.firm.roles import MACHINES, Role
from harborlight.firm.tenancy import everywhere, inside
from harborlight.firm.vault import keys
from harborlight.firm.vault.stored import keep_bytes
from harborlight.firm.walls import firm_tables
from harborlight.outside.payments import Asked as AskedToPay
from harborlight.outside.payments import sandbox
from harborlight.packets.actions import (
    add_papers,
    ask_build,
    ask_comparison,
    finish_build,
    make_packet,
    save_set,
    want,
)
from harborlight.papers.packet_types import Built, PageRow
from harborlight.papers.page_text import PageText, Word
from harborlight.papers.tests.honest import half_red
from harborlight.papers.tests.travel import passport
from harborlight.people.actions import check_conflicts, invite_person
from harborlight.people.conflicts import Asked
from harborlight.search.actions import save_search
from harborlight.search.index import index_of
from harborlight.trust.models import Book
from harborlight.trust.queries import trust_ledgers
from harborlight.workflow.actions import Newcomer, hand_over
from harborlight.workflow.queries import get_playbook
from tests.cast import actor_of
from tests.whole_case import (
    Begun,
    begin,
    family,
    furnish,
    to_the_receipt,
)

FIRST, OTHER, RIVAL = "Zqfirst", "Zqother", "Zqrival"
WORDS = (FIRST, OTHER, RIVAL)
SIGNED_OUT = "signed out"
ROLES = [role for role in Role if role not in MACHINES]
DAY = datetime(2026, 6, 15, 15, tzinfo=UTC)
# What people write freely, in the answers of an invented family.
_FREE = {"employer", "street", "occupation", "middle"}


@dataclass(frozen=True)
class Persona:
    """Somebody who opens every door. `not_theirs`: words they must never read."""

    name: str
    user: User | None
    firm: Firm | None
    not_theirs: frozenset[str]

    def __str__(self) -> str:
        return self.name


@dataclass(frozen=True)
class Held(Begun):
    """A case, and what stands in the links of letters about it."""

    invitation: str
    offer: str
    helper: str


@dataclass
class World:
    harbor: Firm
    rival: Firm
    first: Held
    other: Held
    theirs: Held
    personas: dict[str, Persona] = field(default_factory=dict)
    # Ids of rows, and the word of the case (or firm) that they belong to.
    word_of: dict[UUID, str] = field(default_factory=dict)

    @property
    def insiders(self) -> list[Persona]:
        """One of each role at Harbor, and somebody who is not signed in."""
        return [self.personas[role] for role in ROLES] + [self.personas[SIGNED_OUT]]

    @property
    def strangers(self) -> list[Persona]:
        """Those who must not find the first case, whatever its address."""
        return [
            persona
            for persona in self.personas.values()
            if persona.user and FIRST in persona.not_theirs
        ]


def build() -> World:
    """Two firms with whole cases. Call it where the database will be put back."""
    harbor = found_firm(
        name="Harbor Law", is_demonstration=True, requires_second_factor=False
    )
    rival = found_firm(
        name=f"Rival Law {RIVAL}", is_demonstration=True, requires_second_factor=False
    )
    # This transaction is undone as a whole, so what it makes is certain while it lasts.
    keys._unsure.clear()
    staff = {role: a_member(harbor, f"at-harbor-{role}", role) for role in ROLES}
    away = {role: a_member(rival, f"{RIVAL}-{role}", role) for role in ROLES}
    walled = a_member(harbor, "behind-a-wall", Role.PARTNER)
    with inside(harbor):
        furnish(Actor.clock(harbor))
        offer = _ask_somebody(harbor, "Somebody")
        first = _case(harbor, FIRST, staff, offer, also=staff[Role.CLIENT])
        other = _case(harbor, OTHER, staff, offer)
        lawyer = actor_of(staff[Role.ATTORNEY])
        for user, begun in ((walled.user, first),):
            raise_wall(lawyer, begun.case, user=user, reason=f"{FIRST} knows them")
        counsel = staff[Role.OUTSIDE_COUNSEL]
        put_on_team(lawyer, first.case, user=counsel.user, part=Role.OUTSIDE_COUNSEL)
    keep_up_in(harbor)
    with inside(rival):
        furnish(Actor.clock(rival))
        offer = _ask_somebody(rival, RIVAL)
        theirs = _case(rival, RIVAL, away, offer, also=away[Role.CLIENT])
        second = a_member(rival, f"{RIVAL}-second", Role.PARTNER)
        raise_wall(
            actor_of(away[Role.ATTORNEY]), theirs.case, user=second.user, reason=RIVAL
        )
    keep_up_in(rival)
    world = World(harbor, rival, first, other, theirs)
    world.personas = _personas(world, staff, away, walled)
    world.word_of = words_of_rows(world)
    return world


def index(world: World) -> None:
    """The papers of every case are found by their words, for whoever may see them."""
    for firm in (world.harbor, world.rival):
        with inside(firm):
            restart(firm)
            while rebuild_step(Actor.clock(firm), index_of(firm.pk)):
                pass


def a_member(firm: Firm, name: str, role: Role) -> Membership:
    email = f"{name.replace(' ', '-')}@guards.example".lower()
    user = User.objects.create(email=email, name=name, password="!")
    with inside(firm):
        made = add_member(Actor.clock(firm), user, role=role)
        if role == Role.ATTORNEY:
            keep_credentials(
                _partner(firm),
                user,
                family_name=name,
                given_name="A",
                licensing_authority="Supreme Court of Texas",
                bar_number="24099999",
                phone="+15125550100",
                email=email,
            )
    return made


def _ask_somebody(firm: Firm, name: str) -> str:
    """A part that a client here was asked to take and has not answered; its link."""
    client = Membership.objects.filter(firm=firm, role=Role.CLIENT).first()
    assert client
    email = client.user.email
    offer = offer_part(_partner(firm), email=email, name=name, role=Role.INTAKE)
    # The token of the letter is kept nowhere, so the guards have one of their own.
    token = links.new_token()
    offer.token_hash = links.hashed(offers.LINK, token)
    offer.save()
    return token


def _partner(firm: Firm) -> Actor:
    """A partner of the firm, to do what only partners may."""
    found = Membership.objects.filter(firm=firm, role=Role.PARTNER).first()
    assert found
    return actor_of(found)


def _case(
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
    _receipts(begun, word)
    _packet(begun, ada, word)
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


def _packet(begun: Begun, ada: Actor, word: str) -> None:
    """A packet with everything that can hang on one, built and compared."""
    case, clock = begun.case, Actor.clock(begun.case.firm)
    packet = make_packet(
        ada,
        case,
        name=f"Packet {word}",
        purpose="filing",
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
    attach_packet(ada, packet, filing=filing)
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


def _personas(
    world: World,
    staff: dict[Role, Membership],
    away: dict[Role, Membership],
    walled: Membership,
) -> dict[str, Persona]:
    every, rival = frozenset(WORDS), frozenset({RIVAL})
    not_theirs = {
        Role.CLIENT: rival | {OTHER},
        Role.OUTSIDE_COUNSEL: rival | {OTHER},
        Role.HR_LIAISON: every,
    }
    people = {
        str(role): Persona(
            str(role), made.user, world.harbor, not_theirs.get(role, rival)
        )
        for role, made in staff.items()
    }
    zoe = world.other.petitioner.person.login
    out = {
        SIGNED_OUT: Persona(SIGNED_OUT, None, None, every),
        "another client": Persona("another client", zoe, world.harbor, rival | {FIRST}),
        "walled partner": Persona(
            "walled partner", walled.user, world.harbor, rival | {FIRST}
        ),
    }
    for role in (Role.PARTNER, Role.FIRM_ADMINISTRATOR, Role.CLIENT):
        name = f"rival {role}"
        out[name] = Persona(
            name, away[role].user, world.rival, frozenset({FIRST, OTHER})
        )
    return people | out


def words_of_rows(world: World) -> dict[UUID, str]:
    """Every row of the rival firm and of the two cases, and whose it is."""
    cases = {world.first.case.pk: FIRST, world.other.case.pk: OTHER}
    found: dict[UUID, str] = {}
    with everywhere("guards look for what must not be seen"):
        for model in firm_tables():
            for row in model._default_manager.all():
                if row.firm_id == world.rival.pk:
                    found[row.pk] = RIVAL
                elif word := cases.get(getattr(row, "case_id", None)):
                    found[row.pk] = word
    found[world.rival.pk] = RIVAL
    return found


# --- Filling addresses -------------------------------------------------------

# Arguments that are no ids, and what stands for them.
PLAIN: dict[str, Any] = {
    "page": 1,
    "what": "fact-expires",
    "place": 1,
    "pk": 1,
    "key": "nobody-knows-this-key",
    "uidb36": "1",
    "layout": "desk",
    "playbook": "practice-spouse",
    "form": "I-130",
    "screen": "name",
    "slot": "translation",
    "group": "addresses",
}
# The same for one route alone.
OF_ROUTE: dict[tuple[str, str], Any] = {
    ("letter", "name"): "nothing",
    ("portal:entry-add", "screen"): "address-list",
    ("portal:entry-remove", "screen"): "address-list",
    ("portal:screen-of-entry", "screen"): "address-place",
    ("staff:fill-screen", "screen"): "petitioner-birth",
}
# Addresses of one of several, by name; others end with "-in".
OF_SEVERAL = {"staff:row", "staff:take-row-back"}
# Ids that are named after something else than the model they mean.
MODELS = {
    "sent_id": "questionnaires.Sent",
    "search_id": "search.SavedSearch",
    "filled_id": "filings.FilledForm",
    "needed_id": "filings.NeededForm",
    "member_id": "cases.TeamMember",
    "of": "people.Person",
    "entry": "facts.Entry",
    "account_id": "trust.Account",
    "entry_id": "trust.Entry",
    "rule_id": "documents.RoutingRule",
    "tag_id": "documents.PaperTag",
    "sampled_id": "documents.SampledCase",
    "handed_id": "workflow.HandedOver",
    "set_id": "packets.ExhibitSet",
}
# Of no case while it waits.
WITHOUT_A_CASE = {"workflow.HandedOver", "search.SavedSearch"}
# Which row of several: the first by this order.
FIRST_BY = {
    "documents.Version": "-uploaded_at",
    "documents.Request": "-position",
    "deadlines.Deadline": "due_on",
    "cases.TeamMember": "-part",  # not the lead, who stays whoever asks
}
# Which rows of a model an address means.
WHICH: dict[str, dict[str, Any]] = {
    "trust.Account": {"book": Book.CLIENT_TRUST},
    "billing.Withdrawal": {"state": "asked"},
    "firm.Membership": {"role": Role.ATTORNEY},
}


class NoSuchArgument(Exception):
    """tests/guards/world.py does not know what an argument of an address means."""


# Whose link it is, where it is not that of an invitation.
TOKENS = {"offer": attrgetter("offer"), "send-for": attrgetter("helper")}


def argument(begun: Held, route: str, name: str) -> Any:
    """What stands for this argument of an address, in this case."""
    if (route, name) in OF_ROUTE:
        return OF_ROUTE[route, name]
    said = PLAIN | {
        "token": TOKENS.get(route, attrgetter("invitation"))(begun),
        "case_id": begun.case.pk,
        "person_id": begun.petitioner.person_id,
        "of": begun.petitioner.person_id,
        "user_id": begun.case.lead_id,
    }
    if name in said:
        return said[name]
    if name == "reference":
        return _row(begun, apps.get_model("billing.Payment")).reference
    if name in ("name", "entry"):
        several = route.endswith("-in") or route in OF_SEVERAL
        fact = _fact(begun, in_entry=several)
        return fact.name.replace("[]", "") if name == "name" else fact.entry_id
    return _row(begun, _model(name)).pk


def _model(name: str) -> type[Model]:
    if name in MODELS:
        return apps.get_model(MODELS[name])
    wanted = name.removesuffix("_id").replace("_", "")
    for model in firm_tables():
        if model._meta.model_name == wanted:
            return model
    raise NoSuchArgument(f"{name}: say in PLAIN or MODELS what it means.")


def _row(begun: Begun, model: type[Model]) -> Any:
    """A row of this case, of its petitioner where somebody is named in it."""
    case: Case = begun.case
    names = {item.name for item in model._meta.get_fields()}
    with inside(case.firm):
        rows = model._default_manager.filter(firm=case.firm)
        if {"case", "case_id"} & names and model._meta.label not in WITHOUT_A_CASE:
            rows = rows.filter(case_id=case.pk)
        if model is Upload:
            rows = rows.filter(user=begun.petitioner.person.login)
        for one in {"person", "payer"} & names:
            rows = rows.filter(**{one: begun.petitioner.person})
        if "document" in names:
            rows = rows.filter(document__person=begun.petitioner.person)
        rows = rows.filter(**WHICH.get(model._meta.label, {}))
        row = rows.order_by(FIRST_BY.get(model._meta.label, "pk")).first()
    if row is None:
        raise NoSuchArgument(f"The world of the guards has no {model.__name__} here.")
    return row


def _fact(begun: Begun, *, in_entry: bool) -> Any:
    with inside(begun.case.firm):
        rows = apps.get_model("facts.Fact").objects.filter(
            case=begun.case,
            person=begun.petitioner.person,
            replaced_at=None,
            entry__isnull=not in_entry,
        )
        return rows.order_by("name").first()
