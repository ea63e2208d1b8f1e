"""The world that guards look at: two firms, three cases, and a word in each of them.

Every name, title, remark and file of a case holds the case's own word, so that
an answer to somebody who may know nothing of it can be searched for it:

FIRST  a case at Harbor, of Maria and Omar; outside counsel is named on it
OTHER  another case at Harbor, of Zoe and Yves
RIVAL  a case of another firm, of Nina and Igor
"""

from __future__ import annotations

from dataclasses import dataclass, field
from uuid import UUID

from harborlight.cases.actions import put_on_team, raise_wall
from harborlight.documents.indexing import rebuild_step, restart
from harborlight.firm.actions import found_firm
from harborlight.firm.actor import Actor
from harborlight.firm.models import Firm, Membership, User
from harborlight.firm.readers import keep_up_in
from harborlight.firm.roles import MACHINES, Role
from harborlight.firm.tenancy import everywhere, inside
from harborlight.firm.vault import keys
from harborlight.firm.walls import firm_tables
from harborlight.search.index import index_of
from tests.cast import actor_of
from tests.guards.canaries.bank import at_the_bank
from tests.guards.canaries.docket import of_the_firm
from tests.guards.canaries.whole import Held, a_case
from tests.guards.canaries.words import FIRST, OTHER, RIVAL, WORDS
from tests.guards.people import a_member, ask_somebody
from tests.whole_case import furnish

SIGNED_OUT = "signed out"
ROLES = [role for role in Role if role not in MACHINES]


@dataclass(frozen=True)
class Persona:
    """Somebody who opens every door. `not_theirs`: words they must never read."""

    name: str
    user: User | None
    firm: Firm | None
    not_theirs: frozenset[str]

    def __str__(self) -> str:
        return self.name


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
        offer = ask_somebody(harbor, "Somebody")
        first = a_case(harbor, FIRST, staff, offer, also=staff[Role.CLIENT])
        other = a_case(harbor, OTHER, staff, offer)
        lawyer = actor_of(staff[Role.ATTORNEY])
        for user, begun in ((walled.user, first),):
            raise_wall(lawyer, begun.case, user=user, reason=f"{FIRST} knows them")
        counsel = staff[Role.OUTSIDE_COUNSEL]
        put_on_team(lawyer, first.case, user=counsel.user, part=Role.OUTSIDE_COUNSEL)
        of_the_firm(lawyer, actor_of(staff[Role.PARTNER]), first.case, other.case)
        at_the_bank(actor_of(staff[Role.PARTNER]))
    keep_up_in(harbor)
    with inside(rival):
        furnish(Actor.clock(rival))
        offer = ask_somebody(rival, RIVAL)
        theirs = a_case(rival, RIVAL, away, offer, also=away[Role.CLIENT])
        second = a_member(rival, f"{RIVAL}-second", Role.PARTNER)
        raise_wall(
            actor_of(away[Role.ATTORNEY]), theirs.case, user=second.user, reason=RIVAL
        )
        there = [actor_of(away[one]) for one in (Role.ATTORNEY, Role.PARTNER)]
        of_the_firm(*there, theirs.case, None)
        at_the_bank(there[1], RIVAL)
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
