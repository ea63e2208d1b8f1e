"""What the days, the choices and the offices of the rules are called."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from harborlight.deadlines.telling import SERVED
from harborlight.firm.words import in_words
from harborlight.law.deadlines.types import Input, Rule

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

# Days of the rules that are functions (law/deadlines/special.py).
DAYS = {
    "period_begins": _("The period begins"),
    "period_ends": _("The period ends"),
    "new_clock": _("A new period may begin"),
    "presumption_gone": _("Nothing is presumed any more"),
    "nominal": _("Six years end, with no days given back"),
    "last_day": _("Last day, with the days given back"),
    "labor_filed_by": _("The labor certification must be filed by"),
    "earliest": _("First day to file"),
    "latest": _("Last day to file"),
    "turns_21": _("The child turns 21, as the law counts"),
    "seek_to_acquire_by": _("Residence must be sought by"),
    "first_day": _("First day of unlawful presence"),
    "leave_by": _("Last day to leave without a bar"),
    "three_year_bar_from": _("From this day, a bar of three years"),
    "ten_year_bar_from": _("From this day, a bar of ten years"),
    "seek_admission_from": _("First day to ask for admission again"),
    "registration_opens": _("Registration opens"),
    "registration_closes": _("Registration closes"),
    "petition_opens": _("First day for petitions"),
    "petition_closes": _("Last day for petitions"),
    "earliest_start": _("First day of work"),
}
CHOICES: dict[tuple[str, str], _StrPromise | str] = {
    ("answered", "paper"): _("On paper"),
    ("answered", "online"): _("Online"),
    ("channel", "paper"): _("On paper"),
    ("channel", "online"): _("Online"),
    ("form", "other"): _("Another form"),
    ("decision", "denial"): _("Denial"),
    ("decision", "revocation"): _("Revocation of an approval"),
    ("motion", "reopen"): _("To reopen"),
    ("motion", "reconsider"): _("To reconsider"),
    ("motion", "in_absentia"): _("To rescind an order made in absence"),
    ("motion", "reopen_vawa"): _("To reopen, for somebody who suffered abuse (VAWA)"),
    ("hearing", "individual"): _("Individual hearing"),
    ("hearing", "master"): _("Master calendar hearing"),
    ("registration", "again"): _("Registration again"),
    ("registration", "initial"): _("First registration"),
    ("years", "5"): _("Five years"),
    ("years", "3"): _("Three years, as the spouse of a citizen"),
    ("event", "move"): _("The sponsor moved"),
    ("event", "quarters"): _("Quarters of work"),
    ("event", "permit"): _("Reentry permit"),
    ("event", "left"): _("Left the country"),
    ("event", "refugee_document"): _("Refugee travel document"),
    ("event", "admitted"): _("Admitted with a K-1 visa"),
    ("event", "approved"): _("The petition was approved"),
    ("event", "notice"): _("Notice of the National Visa Center"),
    ("state", "pending"): _("The application is pending"),
    ("state", "denied"): _("The application was denied"),
    ("state", "withdrawn"): _("The application was withdrawn"),
    ("category", "other"): _("Another category"),
    ("category", "stem"): _("Students with a STEM extension"),
    ("step", "certified"): _("It was certified"),
    ("step", "audit"): _("Audit"),
    ("step", "review"): _("Review of a denial"),
    ("training", "opt"): _("OPT"),
    ("training", "stem"): _("STEM extension"),
}
# In the order in which the page that offers the rules shows them.
OFFICES = {
    "USCIS": _("USCIS"),
    "EOIR": _("Immigration court and the Board (EOIR)"),
    "court": _("Court of appeals"),
    "DOL": _("Department of Labor"),
    "DOS": _("Department of State"),
}


def date_label(rule: Rule, name: str) -> str:
    """What a day that a rule counts is called."""
    for version in rule.versions:
        for named in version.all_dates:
            if named.name == name:
                return in_words(named.label)
    return str(DAYS.get(name, name))


def choice_label(asked: Input, choice: str) -> str:
    """What a choice of an input is called; forms by their names, as they are."""
    if asked.name == "served":
        return str(SERVED[choice])
    return str(CHOICES.get((asked.name, choice), choice.upper()))


def choices_of(asked: Input) -> list[tuple[str, str]]:
    return [(one, choice_label(asked, one)) for one in asked.choices]
