"""How a deadline was counted, in the reader's language: one sentence a step."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from harborlight.firm.words import in_words
from harborlight.law.deadlines.types import Counted, Result, Rule, Step

STATUSES = {
    "proposed": _("proposed"),
    "pending_publication": _("not published yet"),
    "unverified": _("not verified"),
    "in_force": _("in force"),
    "stayed": _("stayed"),
    "enjoined": _("enjoined"),
    "vacated": _("vacated"),
    "superseded": _("superseded"),
    "rescinded": _("rescinded"),
}
SERVED = {
    "mail": _("by mail"),
    "online": _("online"),
    "person": _("in person"),
    "abroad": _("by mail abroad"),
}
FINDINGS = {
    "printed later": _(
        "The notice gives a later day than the rule allows. An attorney decides; until "
        "then the earlier day holds."
    ),
    "impossible": _("There is no day left: the first possible day is after the last."),
    "job order short": _("The job order ran less than 30 days."),
    "not a Sunday": _("An ad that must run on a Sunday did not."),
    "notice short": _("The notice was posted less than 10 business days in a row."),
    "break of continuous residence": _(
        "An absence of a year or more breaks continuous residence."
    ),
    "presumption of continuous residence": _(
        "An absence of more than six months is presumed to break continuous residence."
    ),
    "days lack": _("There are too few days in the country."),
    "aged out": _("The child is too old, even with the days that the petition waited."),
}


# Holidays by their names in the book (law/holidays.yaml).
CLOSED = {
    "New Year's Day": _("New Year's Day"),
    "Birthday of Martin Luther King, Jr.": _("Birthday of Martin Luther King, Jr."),
    "Washington's Birthday": _("Washington's Birthday"),
    "Memorial Day": _("Memorial Day"),
    "Juneteenth": _("Juneteenth"),
    "Independence Day": _("Independence Day"),
    "Labor Day": _("Labor Day"),
    "Columbus Day": _("Columbus Day"),
    "Veterans Day": _("Veterans Day"),
    "Thanksgiving Day": _("Thanksgiving Day"),
    "Christmas Day": _("Christmas Day"),
    "Saturday": _("weekend"),
    "Sunday": _("weekend"),
}
OBSERVED = " (observed)"


def day_in_words(day: date) -> str:
    """Weekday, day, month and year: "Mon, June 22, 2026"."""
    return date_format(day, "D, ") + date_format(day, "DATE_FORMAT")


def because(counted: Counted) -> list[str]:
    """Every step, the findings, and the rule that it comes from."""
    return [
        *(TELL[step.kind](counted.rule, step) for step in counted.steps),
        *([in_words(counted.verdict)] if counted.verdict else []),
        *(str(FINDINGS[finding]) for finding in counted.findings),
        *_of_the_rule(counted),
    ]


def nothing_in_force(result: Result) -> str:
    """The sentence for a day on which every text of the rule is stayed, say."""
    said = {"day": _whole_day(result.told.get(result.rule.selector))}
    return gettext("On %(day)s no text of this rule is in force.") % said


def _whole_day(day: date | None) -> str:
    return day_in_words(day) if day else "-"


def _of_the_rule(counted: Counted) -> Iterator[str]:
    version = counted.version
    if version.note:
        yield in_words(version.note)
    if not counted.in_force:
        yield gettext("This text of the rule is %(status)s: it is not in force.") % {
            "status": STATUSES[version.status]
        }
    yield gettext("Source: %(source)s.") % {"source": version.source}
    if version.reviewed is None:
        yield gettext("No lawyer has compared this rule with its source yet.")


def input_label(rule: Rule, name: str) -> str:
    """What an input, or a date that was counted before, is called."""
    for one in rule.inputs:
        if one.name == name:
            return in_words(one.label)
    for version in rule.versions:
        for named in version.all_dates:
            if named.name == name:
                return in_words(named.label)
    return {"first step": gettext("First mandatory step"),
            "last step": gettext("Last mandatory step")}.get(name, name)  # fmt: skip


def _from(rule: Rule, step: Step) -> str:
    said = {"what": input_label(rule, step.said["of"]), "day": _day(step)}
    return gettext("%(what)s: %(day)s. This day itself is not counted.") % said


def _add(_rule: Rule, step: Step) -> str:
    n = step.said["n"]
    said = {"n": abs(n), "day": _day(step)}
    later, earlier = UNITS[step.said["unit"]]
    return (later if n >= 0 else earlier)(abs(n)) % said


UNITS: dict[str, tuple[Callable[[int], str], Callable[[int], str]]] = {
    "days": (
        lambda n: ngettext("%(n)s day later: %(day)s.", "%(n)s days later: %(day)s.", n),
        lambda n: ngettext("%(n)s day before: %(day)s.", "%(n)s days before: %(day)s.", n),
    ),
    "business_days": (
        lambda n: ngettext("%(n)s business day later: %(day)s.",
                           "%(n)s business days later: %(day)s.", n),
        lambda n: ngettext("%(n)s business day before: %(day)s.",
                           "%(n)s business days before: %(day)s.", n),
    ),
    "months": (
        lambda n: ngettext("%(n)s month later: %(day)s.", "%(n)s months later: %(day)s.", n),
        lambda n: ngettext("%(n)s month before: %(day)s.", "%(n)s months before: %(day)s.", n),
    ),
    "years": (
        lambda n: ngettext("%(n)s year later: %(day)s.", "%(n)s years later: %(day)s.", n),
        lambda n: ngettext("%(n)s year before: %(day)s.", "%(n)s years before: %(day)s.", n),
    ),
}  # fmt: skip


def _mail(_rule: Rule, step: Step) -> str:
    said = {
        "n": step.said["n"],
        "served": SERVED[step.said["served"]],
        "day": _day(step),
    }
    return gettext("%(n)s days more, because it was served %(served)s: %(day)s.") % said


def _ended(rule: Rule, step: Step) -> str:
    said = {"what": input_label(rule, step.said["of"]), "day": _day(step)}
    return gettext("%(what)s is earlier and ends it: %(day)s.") % said


def _closed(_rule: Rule, step: Step) -> str:
    said = {"day": _day(step), "why": why_closed(step.said["why"])}
    return gettext("On %(day)s offices are closed: %(why)s.") % said


def why_closed(said: str) -> str:
    """A holiday in the reader's language; what people wrote of a closure as it is."""
    name = said.removesuffix(OBSERVED)
    told = str(CLOSED.get(name, name))
    return (
        told if name == said else gettext("%(holiday)s, observed") % {"holiday": told}
    )


def _rolled(_rule: Rule, step: Step) -> str:
    if step.said["earlier"]:
        return _say(step, gettext("Counted back, it must be there before: %(day)s."))
    return _say(step, gettext("It runs to the next open day: %(day)s."))


def _firm(_rule: Rule, step: Step) -> str:
    return _say(
        step, gettext("The firm's own last day, on which offices are open: %(day)s.")
    )


def _printed(_rule: Rule, step: Step) -> str:
    return _say(step, gettext("The notice says %(day)s."))


def _trip(text: Callable[[], str]) -> Callable[[Rule, Step], str]:
    def tell(_rule: Rule, step: Step) -> str:
        back = day_in_words(step.said["back"])
        return text() % {"day": _day(step), "back": back, "n": step.said["days"]}

    return tell


def _current(_rule: Rule, step: Step) -> str:
    cutoff = step.said["cutoff"]
    said = {"day": _day(step),
            "cutoff": cutoff if isinstance(cutoff, str) else day_in_words(cutoff)}  # fmt: skip
    if step.kind == "current":
        return gettext("%(day)s is current: the chart says %(cutoff)s.") % said
    return gettext("%(day)s is not current: the chart says %(cutoff)s.") % said


def _departed(_rule: Rule, step: Step) -> str:
    said = {"day": _day(step), "n": step.said["days"], "bar": step.said["bar"]}
    if not step.said["bar"]:
        return gettext("Departure on %(day)s after %(n)s days: no bar.") % said
    return (
        gettext("Departure on %(day)s after %(n)s days: a bar of %(bar)s years.") % said
    )


def _fee(_rule: Rule, step: Step) -> str:
    cents = step.said["cents"]
    said = {"day": _day(step), "amount": f"{cents // 100:,}.{cents % 100:02}",
            "source": step.said["source"]}  # fmt: skip
    return gettext("On %(day)s the fee is $%(amount)s (%(source)s).") % said


def _said(text: Callable[[], str]) -> Callable[[Rule, Step], str]:
    """A sentence that has the day, and what the step says, in it."""

    def tell(_rule: Rule, step: Step) -> str:
        return text() % {"day": _day(step), **_days(step.said)}

    return tell


def _say(step: Step, text: str) -> str:
    return text % {"day": _day(step)}


def _day(step: Step) -> str:
    return _whole_day(step.day)


def _days(said: Mapping[str, Any]) -> dict[str, Any]:
    return {
        name: day_in_words(value) if isinstance(value, date) else value
        for name, value in said.items()
    }


TELL: Mapping[str, Callable[[Rule, Step], str]] = {
    "from": _from,
    "add": _add,
    "mail": _mail,
    "ended": _ended,
    "closed": _closed,
    "rolled": _rolled,
    "online": _said(lambda: gettext("Answered online, it is not lengthened: %(day)s.")),
    "firm": _firm,
    "printed": _printed,
    "trip short": _trip(lambda: gettext("%(day)s to %(back)s: %(n)s full days abroad.")),
    "trip presumption": _trip(lambda: gettext(
        "%(day)s to %(back)s: %(n)s full days abroad, more than six months.")),
    "trip break": _trip(lambda: gettext(
        "%(day)s to %(back)s: %(n)s full days abroad, a year or more.")),
    "present": _said(lambda: gettext("%(days)s days in the country; %(need)s are needed.")),
    "nominal": _said(lambda: gettext("%(years)s years end on %(day)s.")),
    "recaptured": _said(lambda: gettext(
        "%(days)s full days abroad are given back: %(day)s.")),
    "impossible": _said(lambda: gettext("%(day)s is after %(latest)s.")),
    "current": _current,
    "not current": _current,
    "pending": _said(lambda: gettext(
        "The petition waited %(days)s days, from %(filed)s to %(day)s.")),
    "ages out": _said(lambda: gettext(
        "With these days the child turns %(age)s on %(day)s.")),
    "protected": _said(lambda: gettext("A number is available on %(day)s, before that.")),
    "aged out": _said(lambda: gettext("A number is available on %(day)s, not before that.")),
    "seek": _said(lambda: gettext("Residence must be sought by %(day)s.")),
    "leave by": _said(lambda: gettext("Day 180 is %(day)s.")),
    "departed": _departed,
    "announced": _said(lambda: gettext("Announced by the agency: %(name)s.")),
    "fee": _fee,
}  # fmt: skip
