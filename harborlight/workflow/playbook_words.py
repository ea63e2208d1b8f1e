"""What the words of a playbook are called on a page, and what stands behind them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from harborlight.firm.words import in_words, money
from harborlight.law.pack_conditions import BadCondition, read_condition
from harborlight.questionnaires.condition_words import in_a_sentence

Row = Mapping[str, Any]
LISTS = {
    "parts": _("Parts"),
    "stages": _("Stages"),
    "milestones": _("Milestones"),
    "papers": _("Papers"),
    "forms": _("Forms"),
    "charges": _("First invoice"),
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
DAYS = ("due_days", "questions_due_days", "receipt_chase_days")


def field_name(name: str) -> str:
    return str(FIELDS.get(name, name))


def said(name: str, value: object) -> str:
    """What stands behind a word of a playbook, in the reader's language; "" for nothing."""
    if value in (None, "", [], {}):
        return ""
    if isinstance(value, bool):
        return gettext("Yes") if value else gettext("No")
    if name == "when":
        return condition_said(value)
    if isinstance(value, int):
        return _number(name, value)
    if isinstance(value, list):
        return ", ".join(str(one) for one in value)
    if isinstance(value, Mapping):
        return ", ".join(f"{key}: {one}" for key, one in value.items())
    table = {"need": NEED_WORDS, "area": AREA_WORDS, "to": ACCOUNT_WORDS}.get(name, {})
    return str(table.get(str(value), value))


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
    for word in ("title", "name", "words"):
        if isinstance(row.get(word), Mapping):
            return in_words(row[word])
    return str(row.get("id") or row.get("kind") or "")
