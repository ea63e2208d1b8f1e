"""The beginning of a played case: opening, joining, billing, answering; and its time."""

from __future__ import annotations

from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from random import Random

from harborlight.billing.actions import (
    issue_invoice,
    record_payment,
    start_payment,
)
from harborlight.cases.actions import invite_party, put_on_team
from harborlight.cases.models import Party
from harborlight.cases.queries import parties
from harborlight.config.synth.answering import answer_some
from harborlight.config.synth.founding import Office
from harborlight.config.synth.lives import Couple, Someone
from harborlight.config.synth.planning import STAYS, Calendar
from harborlight.firm.actor import Actor
from harborlight.firm.clock import now, running_from
from harborlight.firm.models import User
from harborlight.firm.readers import keep_up_in
from harborlight.firm.roles import Role
from harborlight.people.actions import accept_invitation, check_conflicts
from harborlight.people.models import Invitation
from harborlight.questionnaires.queries import sent_to
from harborlight.workflow.actions import Newcomer, asked_about, bill_case, take_on

AT_HOME = "198.51.100.0/24"
REFERENCE = "sbx qmpayment"
PARTS = ("petitioner", "beneficiary")


@dataclass
class Beginning:
    """A case that begins. The moments are what the planner must know of it."""

    office: Office
    couple: Couple
    dice: Random
    day: date
    moments: dict[str, datetime] = field(default_factory=dict)

    def __post_init__(self) -> None:
        office, pick = self.office, self.dice.randrange(1000)
        self.calendar = Calendar(self.dice, office.firm.time_zone)
        self.lawyer = office.one(Role.ATTORNEY, pick)
        self.paralegal = office.one(Role.PARALEGAL, pick)
        self.manager = office.one(Role.CASE_MANAGER, pick)
        self.clients: dict[str, Actor] = {}
        self.tokens: dict[str, str] = {}
        self.at = self.calendar.office(self.day)

    def on(
        self, least: float, most: float, *, home: bool = False
    ) -> AbstractContextManager[None]:
        """So many days after what was done last."""
        day = (self.at + timedelta(days=self.dice.uniform(least, most))).date()
        found = self.calendar.home(day) if home else self.calendar.office(day)
        self.at = max(found, self.at + timedelta(minutes=self.dice.uniform(2, 20)))
        return running_from(self.at)

    def soon(self) -> AbstractContextManager[None]:
        """Some minutes after what was done last."""
        return self.on(0, 0, home=True)

    def wait(self, scene: str) -> AbstractContextManager[None]:
        return self.on(*STAYS[scene])

    def _open(self) -> None:
        newcomers = {part: newcomer(getattr(self.couple, part)) for part in PARTS}
        lead = User.objects.get(pk=self.lawyer.account)
        with running_from(self.at):
            self.moments["opened"] = self.at
            about = asked_about(self.office.course, newcomers)
            check = check_conflicts(self.paralegal, asked=about)
            self.case = take_on(
                self.paralegal,
                self.office.course,
                check=check,
                newcomers=newcomers,
                lead=lead,
                reason="Nobody the firm knows.",
            )
            manager = User.objects.get(pk=self.manager.account)
            put_on_team(
                self.lawyer, self.case, user=manager, part=Role.CASE_MANAGER.value
            )
            for party in parties(self.paralegal, self.case):
                self.tokens[party.part] = invite_party(self.paralegal, party)

    def _join(self) -> None:
        for part in PARTS:
            # Twice this, and an evening: an invitation stands for 72 hours.
            with self.on(0, 0.6, home=True):
                self.clients[part] = self._account(self._party(part))
            with running_from(self.at + timedelta(seconds=30)):
                keep_up_in(self.office.firm)

    def _account(self, party: Party) -> Actor:
        person = party.person
        invitation = Invitation.objects.filter(
            person=person, used_at__isnull=True, withdrawn_at__isnull=True
        ).get()
        user = User.objects.create(
            email=person.email,
            name=person.full_name,
            language=person.language,
            password=self.office.password,
            joined_at=now(),
        )
        accept_invitation(self.office.clock, invitation, user=user)
        return Actor(
            firm=self.office.firm,
            roles=frozenset({Role.CLIENT}),
            name=user.name,
            user_id=user.pk,
            language=user.language,
            place=AT_HOME,
        )

    def _bill(self) -> None:
        with self.on(1, 4):
            self.moments["invoiced"] = now()
            self.invoice = bill_case(self.lawyer, self.case, self.office.course)
            issue_invoice(self.lawyer, self.invoice)

    def _pay(self) -> None:
        with self.soon():
            payment = start_payment(
                self.clients["petitioner"], self.invoice, reference=REFERENCE
            )
        with self.soon():
            self.moments["paid"] = now()
            processor = Actor.processor(self.office.firm)
            record_payment(processor, payment, cents=payment.cents, method="Visa 4242")

    def _answer(self, part: str, share: float = 1.0) -> None:
        sent = next(
            one
            for one in sent_to(self.clients[part], self.case)
            if one.party_id == self._party(part).pk
        )
        pages = answer_some(self.clients[part], sent.pk, self.couple.facts, share)
        going_on = self.on(0.5, 4, home=True)
        while True:
            with going_on:
                if next(pages, "done") == "done":
                    return
            self.at += timedelta(seconds=self.dice.uniform(15, 120))
            going_on = running_from(self.at)

    def _party(self, part: str) -> Party:
        return parties(self.lawyer, self.case).get(part=part)


def newcomer(who: Someone) -> Newcomer:
    """Somebody as they are first written down at the desk."""
    return Newcomer(
        family_name=who.name.family,
        given_name=who.name.given,
        middle_name="" if who.name.middle == "none" else who.name.middle,
        birth_date=who.born,
        email=who.email,
        language=who.language,
        phone=who.phone,
    )
