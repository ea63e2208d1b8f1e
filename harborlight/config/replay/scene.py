"""The people, cases and clients of a replay: a firm of its own, and nothing else."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from harborlight.bank.actions import open_bank_account
from harborlight.billing.models import Hold, Invoice, Withdrawal
from harborlight.cases.actions import add_party, open_case
from harborlight.cases.models import Case
from harborlight.firm.actions import add_member, found_firm, join_accounts
from harborlight.firm.actor import Actor
from harborlight.firm.models import Firm, Membership, User
from harborlight.firm.roles import Role
from harborlight.firm.tenancy import inside
from harborlight.people.actions import add_person
from harborlight.people.models import Person
from harborlight.trust.models import BankAccount, Deposit

# Who acts where the file names nobody: one enters, another agrees, a third decides.
PEOPLE = {"clerk": "finance", "lawyer": "attorney", "partner": "partner"}


class BadFile(Exception):
    """The file does not say what docs/ledger-replay.md asks for."""


@dataclass
class Scene:
    """Everybody and everything by the names of the file."""

    firm: Firm
    day: date
    people: dict[str, Actor] = field(default_factory=dict)
    cases: dict[str, Case] = field(default_factory=dict)
    clients: dict[str, Person] = field(default_factory=dict)
    invoices: dict[str, Invoice] = field(default_factory=dict)
    deposits: dict[str, Deposit] = field(default_factory=dict)
    holds: dict[str, Hold] = field(default_factory=dict)
    asked: dict[str, Withdrawal] = field(default_factory=dict)
    # Trust accounts besides the usual one.
    banks: dict[str, BankAccount] = field(default_factory=dict)

    def find(self, kind: str, name: Any) -> Any:
        """What the file called so. BadFile where nothing is."""
        try:
            return getattr(self, kind)[str(name)]
        except KeyError:
            raise BadFile(f"Nothing in {kind} is called {name!r}.") from None

    def person(self, name: Any) -> Actor:
        """Somebody of the firm, as the file calls them."""
        found: Actor = self.find("people", name)
        return found


def set_up(said: Mapping[str, Any]) -> Scene:
    """The firm of a file, with its people and its cases."""
    try:
        day = date.fromisoformat(said.get("day", "2026-01-05"))
    except (TypeError, ValueError):
        raise BadFile("`day` is no day like 2026-01-05.") from None
    firm = found_firm(
        name="Replay", is_demonstration=True, requires_second_factor=False
    )
    scene = Scene(firm, day)
    with inside(firm):
        _people(scene, {**PEOPLE, **said.get("people", {})})
        for name, client in said.get("matters", {}).items():
            _matter(scene, str(name), str(client))
        _banks(scene, said.get("accounts", {}))
    return scene


def _people(scene: Scene, wanted: Mapping[str, Any]) -> None:
    members: dict[str, Membership] = {}
    for name, about in wanted.items():
        told = about if isinstance(about, dict) else {"role": about}
        user = User.objects.create_user(
            email=f"{name}.{scene.firm.pk}@replay.example", name=name, password=None
        )
        try:
            role = Role(str(told.get("role")))
        except ValueError:
            raise BadFile(f"{told.get('role')!r} is no part in a firm.") from None
        members[name] = add_member(Actor.clock(scene.firm), user, role=role)
        scene.people[name] = _actor(members[name])
    for name, about in wanted.items():
        same = about.get("same_as") if isinstance(about, dict) else None
        if same in members:
            join_accounts(scene.people["partner"], members[name], other=members[same])
            for one in (name, same):
                members[one].refresh_from_db()
                scene.people[one] = _actor(members[one])


def _actor(member: Membership) -> Actor:
    return Actor(
        firm=member.firm,
        roles=frozenset({Role(member.role)}),
        name=member.user.name,
        user_id=member.user_id,
        human=member.human,
    )


def _matter(scene: Scene, name: str, client: str) -> None:
    """Matters that name the same client are two cases of one person."""
    lawyer = scene.people["lawyer"]
    known = {one.family_name: one for one in scene.clients.values()}
    person = known.get(client) or add_person(
        lawyer, family_name=client, given_name="Client"
    )
    scene.clients[name] = person
    case = open_case(
        lawyer,
        kind="replay",
        kind_version=1,
        stage="intake",
        titles={"en": name},
        on=scene.day,
        lead=User.objects.get(pk=lawyer.account),
    )
    add_party(lawyer, case, person=person, part="petitioner")
    scene.cases[name] = case


def _banks(scene: Scene, wanted: Mapping[str, Any]) -> None:
    """Trust accounts besides the usual one; `of`: whose money alone is in it."""
    if wanted:
        _entered(scene, "usual", "0000", {})
    for number, (name, about) in enumerate(wanted.items(), start=1):
        if not isinstance(about, dict):
            raise BadFile(f"The account {name!r} is no object.")
        scene.banks[str(name)] = _entered(scene, str(name), f"{number:04}", about)


def _entered(
    scene: Scene, name: str, ends: str, about: Mapping[str, Any]
) -> BankAccount:
    of = about.get("of")
    return open_bank_account(
        scene.people["partner"],
        name=name,
        book=BankAccount.Of.TRUST,
        number_ends=ends,
        state=str(about.get("state", "")),
        person=scene.find("clients", of) if of else None,
    )
