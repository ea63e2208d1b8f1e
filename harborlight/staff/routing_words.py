"""The rules of who looks at papers, in words, and what they would do."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.utils.translation import gettext as _

from harborlight.cases.queries import cases
from harborlight.documents.events import CHECKERS
from harborlight.documents.forms import PAPER_LANGUAGES
from harborlight.documents.models import RoutingRule
from harborlight.documents.routing import NOBODY, OTHER, Facts, Routed, Step, route
from harborlight.documents.routing_forms import Vocabulary
from harborlight.firm.queries import colleagues
from harborlight.firm.words import in_words
from harborlight.workflow.queries import paper_kinds, playbooks

if TYPE_CHECKING:
    from harborlight.cases.models import Case
    from harborlight.firm.actor import Actor


@dataclass(frozen=True)
class Line:
    """A rule as the page lists it."""

    rule: RoutingRule
    about: str
    goes_to: str


@dataclass(frozen=True)
class Tried:
    """What the rules would do with a paper. found: False where no such case is open."""

    routed: Routed
    case: Case | None
    steps: list[tuple[Line, str]]
    found: bool = True


def vocabulary(actor: Actor) -> Vocabulary:
    """The kinds of papers and of cases that the firm knows, and its people."""
    courses = playbooks(actor)
    parties = {part.id: in_words(part.name) for one in courses for part in one.parts}
    return Vocabulary(
        kinds=paper_kinds(actor) | {"other": _("Another paper")},
        playbooks={one.key: in_words(one.name) for one in courses},
        parties=parties,
        people={str(one.pk): one for one in colleagues(actor, CHECKERS)},
    )


def line(rule: RoutingRule, known: Vocabulary) -> Line:
    return Line(rule, _about(rule, known), _goes_to(rule))


def _about(rule: RoutingRule, known: Vocabulary) -> str:
    """Of which papers: `Passport · Paper in Spanish`."""
    languages = dict(PAPER_LANGUAGES)
    said = [
        known.kinds.get(rule.kind, rule.kind),
        known.playbooks.get(rule.playbook, rule.playbook),
        known.parties.get(rule.party, rule.party),
    ]
    if rule.paper_language:
        name = languages.get(rule.paper_language, rule.paper_language)
        said.append(_("paper in %(language)s") % {"language": name})
    if rule.client_language:
        name = dict(settings.LANGUAGES).get(rule.client_language, "")
        said.append(_("client reads %(language)s") % {"language": str(name)})
    return " · ".join(filter(None, said)) or _("Every paper")


def _goes_to(rule: RoutingRule) -> str:
    if rule.target == RoutingRule.Target.PERSON:
        return rule.user.name if rule.user else ""
    said = {"part": rule.get_role_display()}
    if rule.target == RoutingRule.Target.SEAT:
        return _("The %(part)s on the team of the case") % said
    return _("%(part)s with the least to look at") % said


def tried(actor: Actor, asked: Mapping[str, Any], known: Vocabulary) -> Tried:
    """What would happen to such a paper now. A case that is not open to them is none."""
    number = asked["number"].strip()
    case = cases(actor, words=number, closed=True).first() if number else None
    facts = Facts(
        kind=asked["kind"],
        playbook=case.kind if case else asked["playbook"],
        paper_language=asked["paper_language"],
        client_language=asked["client_language"],
        party=asked["party"],
    )
    routed = route(actor, facts, case)
    steps = [(line(one.rule, known), _outcome(one)) for one in routed.steps]
    return Tried(routed, case, steps, found=bool(case) or not number)


def _outcome(step: Step) -> str:
    if step.outcome == OTHER:
        return _("Not about it: %(what)s differs") % {"what": _UNLIKE[step.unlike]()}
    if step.outcome == NOBODY:
        return _("Fits, but nobody it names may look at this case")
    return _("Fits: this rule decides")


_UNLIKE = {
    "kind": lambda: _("the kind of paper"),
    "playbook": lambda: _("the kind of case"),
    "paper_language": lambda: _("the language of the paper"),
    "client_language": lambda: _("the language of the client"),
    "party": lambda: _("whose paper it is"),
}
