"""What the words of a playbook are called on a page, and what stands behind them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from harborlight.cases.events import MILESTONES
from harborlight.firm.roles import Role
from harborlight.firm.words import in_words, money
from harborlight.law.pack_conditions import BadCondition, read_condition
from harborlight.questionnaires.condition_words import in_a_sentence
from harborlight.tasks.labels import GATES

Row = Mapping[str, Any]
LISTS = {
    "parts": _("Parts"),
    "stages": _("Stages"),
    "milestones": _("Milestones"),
    "papers": _("Papers"),
    "forms": _("Forms"),
    "charges": _("First invoice"),
    "invoices": _("Later invoices"),
    "letters": _("Letters"),
    "reminders": _("Reminders"),
    "related": _("Other needs"),
    "follow_ups": _("Days ahead"),
    "tasks": _("Tasks"),
}
# One entry of each, for "Add …" and for lists of changes.
ONES = {
    "parts": _("Part"),
    "stages": _("Stage"),
    "milestones": _("Milestone"),
    "papers": _("Paper"),
    "forms": _("Form"),
    "charges": _("Line of the first invoice"),
    "invoices": _("Later invoice"),
    "letters": _("Letter"),
    "reminders": _("Reminder"),
    "related": _("Other need"),
    "follow_ups": _("Day ahead"),
    "tasks": _("Task"),
}
FIELDS = {
    "name": _("Name"),
    "title": _("Title"),
    "words": _("Words"),
    "purpose": _("Why it is needed"),
    "advice": _("How it should be"),
    "example": _("An example"),
    "what_happened": _("What happened"),
    "what_we_do": _("What we do now"),
    "what_you_do": _("What you do now"),
    "what_comes_next": _("What usually comes next"),
    "need": _("Need"),
    "when": _("Only if"),
    "due_days": _("Due"),
    "ladder": _("What will do instead"),
    "questionnaire": _("Questionnaire"),
    "optional": _("A case can be without"),
    "acts_for": _("Acts for"),
    "client": _("Whose"),
    "for": _("Goes with"),
    "form": _("Form"),
    "to": _("Goes to"),
    "cents": _("Amount"),
    "circumstance": _("Which fee"),
    "law": _("Law of the fee"),
    "payer": _("Who pays"),
    "billed": _("Who alone may be billed"),
    "filing": _("What is filed"),
    "area": _("Area"),
    "sensitive": _("Sensitive from the first day"),
    "questions_due_days": _("Questions are due"),
    "receipt_chase_days": _("We ask after the receipt"),
    "why": _("Why"),
    "told": _("What the client reads"),
    "counts_from": _("Counts from"),
    "asks": _("Which day that is"),
    "rule": _("Rule of the book"),
    "days": _("Days of the rule"),
    "add": _("How long after"),
    "source": _("Source"),
    "reviewed": _("Reviewed by a lawyer"),
    "playbook": _("Kind of case for it"),
    "at": _("When"),
    "text": _("Draft of the letter"),
    "about": _("What they are reminded of"),
    "steps": _("Steps"),
    "role": _("Who does it"),
    "review": _("Who accepts it"),
    "gate": _("What waits until it is accepted"),
    "stage": _("Opens with the stage"),
    "milestone": _("Opens once this is reached"),
    "waits_for": _("It waits for"),
    "due": _("Due"),
    "needs": _("What must be given"),
    "checklist": _("Checklist"),
    "urgent": _("Urgent"),
    "every": _("How often"),
    "sometimes": _("It may happen or not"),
}
NEED_WORDS = {
    "required": _("Required"),
    "conditional": _("Only if it applies"),
    "optional": _("Optional"),
}
AREA_WORDS = {
    "family": _("Family"),
    "residence": _("Green card and citizenship"),
    "work": _("Work"),
    "protection": _("Protection"),
    "other": _("Other"),
}
ACCOUNT_WORDS = {"trust": _("Trust account"), "operating": _("Operating account")}
MOMENT_WORDS = {
    "begun": _("When the case begins"),
    "silent": _("When clients were reminded and did not answer"),
}
ABOUT_WORDS = {
    "papers": _("Papers that we asked for"),
    "questions": _("Questions that are not finished"),
    "signatures": _("Forms to sign"),
    "invoices": _("Invoices that are not paid"),
    "dates": _("Dates that we told them of"),
}
STEP_WORDS = {
    "nudge": _("A friendly word to the client"),
    "second": _("A second reminder to the client"),
    "escalate": _("Tell the team"),
    "call": _("Ask the team to call"),
}
WAY_WORDS = {
    "": _("On their page only"),
    "email": _("By e-mail"),
    "text": _("By text message"),
    "email text": _("By e-mail and by text message"),
}
DAYS = ("due_days", "questions_due_days", "receipt_chase_days")


def field_name(name: str) -> str:
    return str(FIELDS.get(name, name))


def said(name: str, value: object) -> str:
    """What stands behind a word of a playbook, in the reader's language; "" for nothing."""
    if value in (None, "", [], {}):
        return ""
    if isinstance(value, bool):
        return gettext("Yes") if value else gettext("No")
    if name in _IN_WORDS:
        return _IN_WORDS[name](value)
    if isinstance(value, int):
        return _number(name, value)
    if isinstance(value, list):
        return ", ".join(str(one) for one in value)
    if isinstance(value, Mapping):
        return ", ".join(f"{key}: {one}" for key, one in value.items())
    table: Mapping[str, Any] = _TABLES.get(name, {})
    return str(table.get(str(value), value))


_TABLES: Mapping[str, Mapping[str, Any]] = {
    "need": NEED_WORDS,
    "area": AREA_WORDS,
    "to": ACCOUNT_WORDS,
    "at": {**MILESTONES, **MOMENT_WORDS},
    "milestone": MILESTONES,
    "role": dict(Role.choices),
    "review": dict(Role.choices),
    "gate": GATES,
    "about": ABOUT_WORDS,
}


def steps_said(steps: object) -> str:
    """Steps of a reminder: after 3 days a friendly word (by e-mail), ..."""
    found = []
    for one in steps if isinstance(steps, list) else ():
        ways = str(WAY_WORDS.get(" ".join(one.get("ways", ())), ""))
        kind = str(STEP_WORDS.get(one.get("kind"), one.get("kind")))
        line = f"{in_days(one.get('days', 0))}: {kind}"
        found.append(f"{line} ({ways.lower()})" if one.get("ways") else line)
    return "; ".join(found)


def _checklist(value: Any) -> str:
    return "; ".join(in_words(one) for one in value)


def _due(value: Any) -> str:
    words = in_days(abs(value.get("days", 0)))
    if value.get("of"):
        n = abs(value["days"])
        counted = ngettext(
            "%(n)s day before the next deadline",
            "%(n)s days before the next deadline",
            n,
        )
        return counted % {"n": n}
    return f"{words} ({gettext('days of work')})" if value.get("business") else words


def _number(name: str, value: int) -> str:
    if name in DAYS:
        return in_days(value)
    return money(value) if name == "cents" else str(value)


def in_days(count: int) -> str:
    words = ngettext("after %(n)s day", "after %(n)s days", count)
    return words % {"n": count}


def condition_said(row: object) -> str:
    try:
        return in_a_sentence(read_condition(row))
    except BadCondition:
        return str(row)


def called(name: str, row: Row) -> str:
    """What an entry of a list is called: the title of a paper, the name of a stage."""
    if name == "forms":
        whose = row.get("for") or row.get("client")
        return f"{row['form']} ({whose})" if whose else str(row["form"])
    if name == "reminders":
        return str(ABOUT_WORDS.get(row["about"], row["about"]))
    for word in ("title", "name", "words"):
        if isinstance(row.get(word), Mapping):
            return in_words(row[word])
    return str(row.get("id") or row.get("kind") or "")


_IN_WORDS: Mapping[str, Callable[[Any], str]] = {
    "when": condition_said,
    "steps": steps_said,
    "checklist": _checklist,
    "due": _due,
}
