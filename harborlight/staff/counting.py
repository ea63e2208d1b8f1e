"""What the pages about deadlines gather: the form of a rule, its people, the offices."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.http import Http404

from harborlight.cases.models import Case
from harborlight.cases.queries import parties, team
from harborlight.deadlines.counting_forms import CountForm, RecountForm
from harborlight.deadlines.labels import OFFICES
from harborlight.deadlines.models import Basis, Deadline
from harborlight.deadlines.queries import closures_of, open_shift
from harborlight.deadlines.warning import warnings_of
from harborlight.documents.models import Version
from harborlight.documents.queries import get_version, newest_versions
from harborlight.documents.reading import pages_of
from harborlight.firm.actor import Actor
from harborlight.firm.clock import today
from harborlight.firm.doors import Request
from harborlight.firm.ids import read
from harborlight.firm.models import User
from harborlight.firm.roles import LAWYERS
from harborlight.firm.tenancy import NotFound
from harborlight.firm.words import in_words
from harborlight.law.deadlines.begun import Begun, begun_by
from harborlight.law.deadlines.reading import rules
from harborlight.law.deadlines.types import Rule
from harborlight.papers.notices import Notice, read_notice
from harborlight.people.names import folded

# They say something of a day and count none.
WITHOUT_DAYS = {"chart", "price"}


@dataclass(frozen=True)
class Offered:
    """A deadline that a notice begins. told: texts of inputs of its rule."""

    begun: Begun
    told: Mapping[str, str]

    @property
    def rule(self) -> Rule:
        return self.begun.of_the_book

    @property
    def key(self) -> str:
        """The rule in an address."""
        return self.rule.id.lower()

    @property
    def title(self) -> str:
        return in_words(self.rule.title)


@dataclass(frozen=True)
class Office:
    """The rules of one agency: (its word in an address, its title)."""

    name: str
    rules: list[tuple[str, str]]


def rules_for(actor: Actor, wanted: str = "") -> list[Office]:
    """The rules that this actor may count with, by agency.

    wanted: words that all stand in the title, the citation or the number of a rule.
    """
    found = [
        one
        for one in rules().values()
        if may_use(actor, one)
        and one.special not in WITHOUT_DAYS
        and _is_wanted(one, folded(wanted).split())
    ]
    return [
        Office(
            str(name),
            [
                (one.id.lower(), in_words(one.title))
                for one in found
                if one.office == office
            ],
        )
        for office, name in OFFICES.items()
    ]


def _is_wanted(rule: Rule, words: list[str]) -> bool:
    said = [rule.id, *rule.title.values(), *(one.source for one in rule.versions)]
    text = folded(" ".join(said))
    return all(word in text for word in words)


def may_use(actor: Actor, rule: Rule) -> bool:
    return not rule.attorney_only or actor.plays(LAWYERS)


def rule_for(actor: Actor, key: str) -> Rule:
    """The rule of this id in an address; Http404 where there is none for them."""
    rule = rules().get(key.upper())
    if rule is None or not may_use(actor, rule):
        raise Http404
    return rule


def begun_of(notice: Notice | None) -> list[Offered]:
    """The deadlines that a notice begins, as far as its words tell."""
    if notice is None:
        return []
    told = {one.name: one.text for one in notice.told}
    return [Offered(one, one.texts(told)) for one in begun_by(notice.kind, told)]


def notice_for(request: Request, case: Case) -> Version | None:
    """The paper of the case that led to this page, where one did."""
    said = request.GET.get("paper", "")
    try:
        found = get_version(request.actor, read(said)) if said else None
    except (ValueError, NotFound):
        return None
    return found if found and found.case_id == case.pk else None


def told_by(actor: Actor, paper: Version | None, rule: Rule) -> dict[str, str]:
    """What is read on this paper that the rule asks for."""
    if paper is None:
        return {}
    several = begun_of(read_notice(pages_of(actor, paper)))
    found = next((one for one in several if one.rule.id == rule.id), None)
    return dict(found.told) if found else {}


def count_form(request: Request, case: Case, rule: Rule, told: Mapping[str, str]) -> CountForm:  # fmt: skip
    """The form of a rule. told: what a notice says of it."""
    return CountForm(
        request.POST if request.method == "POST" else None,
        rule=rule,
        closures=closures_of(request.actor, rule.office),
        today=today(request.actor.firm.time_zone),
        people=people_of(request.actor, case),
        told=told,
        off=told,
    )


def recount_form(request: Request, deadline: Deadline) -> RecountForm:
    """The form of the rule of a deadline, with what it was counted from."""
    basis = deadline.basis
    rule = rule_for(request.actor, basis.rule)
    off = {n: one["text"] for n, one in basis.said.items() if one["from"] == "notice"}
    return RecountForm(
        request.POST if request.method == "POST" else None,
        rule=rule,
        closures=closures_of(request.actor, rule.office),
        today=today(request.actor.firm.time_zone),
        told=basis.texts,
        off=off,
        source=basis.source,
        meant=basis.named,
    )


def said_of(form: RecountForm, case: Case, actor: Actor) -> dict[str, Any]:
    """What the action is told of a form that is ready."""
    said = form.cleaned_data
    return {
        "rule": form.rule.id,
        "texts": form.texts,
        "read_off": form.read_off,
        "named": said["named"],
        "source": said["source"],
        "owner": owner_of(actor, case, said["owner"]),
    }


def people_of(actor: Actor, case: Case) -> list[tuple[str, str]]:
    """Who of the firm works on the case: (key, name)."""
    return [(str(one.user_id), one.user.name) for one in team(actor, case)]


def owner_of(actor: Actor, case: Case, said: str) -> User | None:
    """The account of this key among those who work on the case."""
    rows = [one.user for one in team(actor, case)]
    return next((user for user in rows if str(user.pk) == said), None)


def clients_of(actor: Actor, case: Case) -> list[tuple[str, str]]:
    """Those of the case who come into the portal, or are to: (key, name)."""
    return [(str(one.person_id), one.person.full_name) for one in parties(actor, case)]


def papers_of(actor: Actor, case: Case) -> list[tuple[str, str]]:
    """The papers of a case that may show something: (key, name)."""
    named = {one.key: one.document.called for one in newest_versions(actor, case)}
    return [*named.items()]


def basis_for(actor: Actor, deadline: Deadline) -> Basis | None:
    """How a deadline was counted; None: by hand, or it is not for them to see."""
    found: Basis | None = getattr(deadline, "basis", None)
    if found and found.for_lawyers and not actor.plays(LAWYERS):
        return None
    return found


def about_deadline(actor: Actor, found: Deadline) -> dict[str, Any]:
    """What the page of a deadline tells of it."""
    return {
        "deadline": found,
        "case": found.case,
        "tab": "case",
        "today": today(actor.firm.time_zone),
        "basis": basis_for(actor, found),
        "shift": open_shift(actor, found),
        "warned": warnings_of(actor, found),
        "me": actor.user_id,
        "proof_paper": paper_of(actor, found.proof_id),
    }


@dataclass(frozen=True)
class Shown:
    """A deadline, and how it was counted as far as this actor may know."""

    row: Deadline
    basis: Basis | None


def with_basis(actor: Actor, rows: Iterable[Deadline]) -> list[Shown]:
    return [Shown(row, basis_for(actor, row)) for row in rows]


def paper_of(actor: Actor, version: UUID | None) -> Version | None:
    """The version of a paper that a deadline names, if this actor may see it."""
    try:
        return get_version(actor, version) if version else None
    except NotFound:
        return None
