"""Whether what an automation asks is so of a case: asked for many cases at once.

A lot knows of its cases only what some condition asks, in a number of questions that does
not grow with the cases.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable
from datetime import date
from uuid import UUID

from django.db.models import Sum

from harborlight.automation.rule import If, Rule
from harborlight.automation.vocabulary import EMPTY, FILLED, LEAST, NOT
from harborlight.billing.models import Invoice
from harborlight.billing.queries import LEFT, OPEN
from harborlight.cases.models import Case, Party, TeamMember
from harborlight.facts.models import Fact
from harborlight.firm.actor import Actor
from harborlight.firm.models import Membership

Values = dict[UUID, set[str]]


class Lot:
    """Some cases, and what is asked of them. cases: open ones that the actor may open."""

    def __init__(
        self, actor: Actor, cases: Collection[UUID], rules: Iterable[Rule], day: date
    ) -> None:
        rows = Case.objects.visible_to(actor).filter(
            pk__in=cases, closed_on__isnull=True
        )
        self.cases = {case.pk: case for case in rows}
        self.day = day
        asked = [one for rule in rules for one in rule.ifs]
        self._values: dict[tuple[str, str], Values] = {}
        self._owed: dict[UUID, int] = {}
        whats = {one.what for one in asked}
        if whats & {"language", "party"}:
            self._parties()
        if "team" in whats:
            self._team()
        if "owed" in whats:
            self._money()
        if names := {one.name for one in asked if one.what == "fact"}:
            self._facts(names)

    def so(self, rule: Rule, case: Case) -> list[bool]:
        """Of each condition whether it is so."""
        return [self._is_so(one, case) for one in rule.ifs]

    def _is_so(self, one: If, case: Case) -> bool:
        if one.what in ("owed", "days-open"):
            number = self._number(one.what, case)
            bound = int(one.value or 0) * (100 if one.what == "owed" else 1)
            return number >= bound if one.how == LEAST else number < bound
        found = self._said(one, case)
        if one.how in (FILLED, EMPTY):
            return bool(found) == (one.how == FILLED)
        return (one.value in found) != (one.how == NOT)

    def _number(self, what: str, case: Case) -> int:
        if what == "owed":
            return self._owed.get(case.pk, 0)
        return (self.day - case.opened_on).days

    def _said(self, one: If, case: Case) -> Collection[str]:
        plain: dict[str, Callable[[], str]] = {
            "playbook": lambda: case.kind,
            "stage": lambda: case.stage,
            "sensitive": lambda: "yes" if case.is_sensitive else "no",
        }
        if one.what in plain:
            return {plain[one.what]()}
        return self._values.get((one.what, one.name), {}).get(case.pk, ())

    def _parties(self) -> None:
        parts: Values = defaultdict(set)
        languages: Values = defaultdict(set)
        rows = Party.objects.filter(case__in=self.cases).select_related("person__login")
        for row in rows:
            parts[row.case_id].add(row.part)
            languages[row.case_id].add(row.person.reads_in)
        self._values["party", ""], self._values["language", ""] = parts, languages

    def _team(self) -> None:
        found: Values = defaultdict(set)
        members = TeamMember.objects.filter(case__in=self.cases)
        on_it = [*members.values_list("case_id", "user_id", "part")]
        playing = roles_of({user for _case, user, _part in on_it})
        for case, user, part in on_it:
            found[case] |= {part, *playing.get(user, ())}
        self._values["team", ""] = found

    def _money(self) -> None:
        rows = Invoice.objects.filter(case__in=self.cases, state__in=OPEN)
        sums = rows.values_list("case_id").annotate(n=Sum(LEFT))
        self._owed = dict(sums.order_by())

    def _facts(self, names: set[str]) -> None:
        """names: "person sex", "case …"."""
        of_person = {name.partition(" ")[2]: name for name in names}
        rows = Fact.objects.filter(
            case__in=self.cases, name__in=of_person, replaced_at__isnull=True
        )
        for row in rows.only("case_id", "name", "plain", "person_id", "firm_id"):
            place = ("fact", of_person[row.name])
            of = "person" if row.person_id else "case"
            if place[1].startswith(of) and row.plain:
                self._values.setdefault(place, {}).setdefault(row.case_id, set()).add(
                    row.plain
                )


def roles_of(users: Collection[UUID]) -> dict[UUID, set[str]]:
    """The parts that these accounts play in the firm."""
    found: dict[UUID, set[str]] = defaultdict(set)
    rows = Membership.objects.filter(user__in=users, until__isnull=True)
    for user, role in rows.values_list("user_id", "role"):
        found[user].add(role)
    return found
