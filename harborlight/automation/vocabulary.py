"""The closed lists that automations are picked from, in the reader's language."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from harborlight.facts.catalogue import Entry, catalogue
from harborlight.facts.choices import options_of
from harborlight.firm.actor import Actor
from harborlight.firm.roles import CASE_TEAM, MONEY, Role, roles
from harborlight.firm.words import in_words, language_now
from harborlight.workflow.playbooks import Paper
from harborlight.workflow.queries import known_papers, playbooks

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

    Words = str | _StrPromise

# The kinds of event that may begin something, in their order: each is of a case. A test
# asks whether they all exist.
TRIGGERS = (
    "case.opened", "case.stage-changed", "case.milestone", "case.party-joined",
    "case.reopened",
    "document.requested", "document.received", "document.accepted",
    "document.returned", "document.cannot-be-had", "document.expires",
    "document.expired", "document.client-wrote", "document.quarantined",
    "questionnaire.sent", "questionnaire.finished", "questionnaire.reopened",
    "questionnaire.asked-lawyer", "questionnaire.confirmed",
    "form.filled", "form.sent-back", "form.approved", "form.approved-alone",
    "form.to-sign", "form.move-proposed",
    "packet.built", "packet.certified", "packet.not-built", "packet.sent",
    "filing.planned", "filing.prepared", "filing.certified",
    "filing.certified-alone", "filing.sent", "filing.delivered", "filing.receipt",
    "filing.form-receipt", "filing.rejected", "filing.form-rejected",
    "filing.changed-since",
    "invoice.drafted", "invoice.issued", "invoice.voided", "payment.posted",
    "payment.failed",
    "deadline.set", "deadline.counted", "deadline.moved", "deadline.met",
    "deadline.missed", "deadline.shift-found",
    "reminder.escalated",
)  # fmt: skip

# Days that are waited for, and what they are of.
DAYS_OF: dict[str, Words] = {
    "deadline": _("the day of an open deadline"),
    "paper": _("the day by which a paper was asked for"),
    "expiry": _("the day on which a paper expires"),
    "questions": _("the day by which questions are to be answered"),
    "invoice": _("the day on which an invoice is due"),
}
SIDES: dict[str, Words] = {"before": _("before"), "after": _("after")}
SILENT: dict[str, Words] = {
    "client": _("a client of the case"),
    "team": _("anybody of the firm"),
    "anybody": _("anybody"),
}
# What conditions are about, and how each may be asked.
IS, NOT, FILLED, EMPTY, LEAST, BELOW = "is", "not", "filled", "empty", "least", "below"
HOWS: dict[str, Words] = {
    IS: _("is"),
    NOT: _("is not"),
    FILLED: _("is answered"),
    EMPTY: _("is not answered"),
    LEAST: _("is at least"),
    BELOW: _("is below"),
}
WHATS: dict[str, Words] = {
    "playbook": _("Kind of case"),
    "stage": _("Stage"),
    "language": _("Language of a client"),
    "team": _("Somebody on the team plays the part"),
    "party": _("A client has the part"),
    "sensitive": _("A sensitive case"),
    "fact": _("An answer"),
    "owed": _("What is owed on invoices, in dollars"),
    "days-open": _("Days since the case was opened"),
}
ASKED_HOW: dict[str, tuple[str, ...]] = {
    "fact": (IS, NOT, FILLED, EMPTY),
    "owed": (LEAST, BELOW),
    "days-open": (LEAST, BELOW),
}
TEAM_ROLES = roles(CASE_TEAM, MONEY, Role.PRACTICE_MANAGER, Role.CLIENT_SERVICES)
YES_NO: dict[str, Words] = {"yes": _("Yes"), "no": _("No")}
BILLS: dict[str, Words] = {
    "filing": _("the filing fees of forms that are not charged yet"),
    "first": _("the first invoice of the kind of case"),
}


@dataclass(frozen=True)
class Vocabulary:
    """What the firm itself brings into the lists: codes and names."""

    playbooks: Mapping[str, str]
    stages: Mapping[str, str]
    parties: Mapping[str, str]
    papers: Mapping[str, Paper]
    hooks: Mapping[str, str]


def vocabulary(actor: Actor, hooks: Mapping[str, str]) -> Vocabulary:
    """The kinds of cases, stages, parts and papers of this firm's playbooks."""
    found = playbooks(actor)
    return Vocabulary(
        playbooks={one.key: in_words(one.name) for one in found},
        stages={it.id: in_words(it.name) for one in found for it in one.stages},
        parties={it.id: in_words(it.name) for one in found for it in one.parts},
        papers=known_papers(actor),
        hooks=hooks,
    )


@cache
def _asked_facts() -> dict[str, Entry]:
    """Answers that a condition may be about: chosen ones, and no secret."""
    kinds = ("yes_no", "choice", "country", "date")
    return {
        f"{entry.of} {entry.path}": entry
        for entry in catalogue().entries.values()
        if entry.type in kinds
        and not entry.secret
        and "[]" not in entry.path
        and entry.of in ("person", "case")
    }


def facts() -> dict[str, str]:
    """Their names in the reader's language, in order."""
    language = language_now()
    found = {name: one.label(language) for name, one in _asked_facts().items()}
    return dict(sorted(found.items(), key=lambda pair: pair[1].casefold()))


def is_fact(name: str) -> bool:
    return name in _asked_facts()


def fact_values(name: str) -> dict[str, str]:
    """What may be answered to it; {} where a day is."""
    entry = _asked_facts().get(name)
    options = options_of(entry) if entry else ()
    language = language_now()
    return {one.value: one.labels.get(language, one.labels["en"]) for one in options}


def hows_of(what: str) -> dict[str, Words]:
    return {how: HOWS[how] for how in ASKED_HOW.get(what, (IS, NOT))}


def values_of(what: str, known: Vocabulary, name: str = "") -> dict[str, Words]:
    """What a condition of this sort may be compared with; {}: a number."""
    found: dict[str, Mapping[str, Words]] = {
        "playbook": known.playbooks,
        "stage": known.stages,
        "party": known.parties,
        "language": dict(settings.LANGUAGES),
        "team": {one.value: one.label for one in Role if one in TEAM_ROLES},
        "sensitive": YES_NO,
        "fact": fact_values(name),
    }
    return dict(found.get(what, {}))
