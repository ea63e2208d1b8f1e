"""How answers and filled forms are told at the desk.

{% load filing %}
{{ answer|label }}   {{ answer|value }}      of questionnaires.answers.Answer
{{ answer|address:case }}                    where one answer is read and put right
{{ fact|value_of:entry }}                    an earlier value, numbers that open doors masked
{{ address|from_form:filled }}               the same address, with a way back to the form
{{ problem|finding }}                        a problem of a filled form as a sentence
{{ spot|said_before }}   {{ spot|said_now }}     an answer that changed, as it was and is
{{ spot|spot_address:case }}                 where an answer that a form lacks is given
{{ costs|together }}                         whole cents of filings.costs.Cost, several
{{ filing.paid_by|way_to_pay }}              how a fee is paid, in words
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from babel import Locale, UnknownLocaleError
from django import template
from django.urls import reverse

from harborlight.facts.catalogue import catalogue
from harborlight.facts.labels import whole_label
from harborlight.facts.showing import shown
from harborlight.filings.costs import total
from harborlight.filings.findings import in_words
from harborlight.filings.payment_words import way_words
from harborlight.firm.words import in_words as in_language
from harborlight.firm.words import language_now
from harborlight.staff.coming_back import from_form, row_address
from harborlight.staff.views.answers import address_of

if TYPE_CHECKING:
    from harborlight.cases.models import Case
    from harborlight.facts.carrying import Offer
    from harborlight.facts.catalogue import Entry
    from harborlight.facts.models import Fact
    from harborlight.filings.spots import Spot
    from harborlight.questionnaires.one_answer import Answer

register = template.Library()


@register.filter
def label(answer: Answer) -> str:
    return in_language(answer.entry.labels)


@register.filter
def value(answer: Answer) -> str:
    return value_of(answer.fact, answer.entry)


@register.filter
def value_of(fact: Fact | None, entry: Entry) -> str:
    return shown(entry, fact.value, language=language_now()) if fact else ""


@register.filter
def known_here(offer: Offer, entry: Entry) -> str:
    """What this case knows where another one offers something else."""
    return shown(entry, offer.now, language=language_now())


@register.filter
def address(answer: Answer, case: Case) -> str:
    return address_of(case, answer.subject, answer.in_address, answer.entry_id)


@register.filter
def spot_reading(spot: Spot, case: Case) -> str:
    """Where it is read by somebody who corrects no answers."""
    if spot.subject is None or (spot.name and not spot.is_of_firm):
        return spot_address(replace(spot, group=""), case)
    return reverse("staff:answers-of", args=[case.pk, spot.subject])


@register.filter
def spot_address(spot: Spot, case: Case) -> str:
    if spot.is_of_firm:
        return reverse("staff:edit-firm")
    if spot.of == "attorney" and case.lead_id:
        return reverse("staff:credentials", args=[case.lead_id])
    if spot.subject is None:
        return ""
    if spot.group:
        return row_address(case, spot)
    return address_of(case, spot.subject, spot.name, spot.entry)


@register.filter
def said_before(spot: Spot) -> str:
    """What a form was filled with; nothing where there was no answer."""
    return _as_told(spot, spot.was)


@register.filter
def said_now(spot: Spot) -> str:
    return _as_told(spot, spot.now)


def _as_told(spot: Spot, value: str) -> str:
    if not value:
        return ""
    return shown(catalogue().entry(spot.path), value, language=language_now())


register.filter("from_form", from_form)
register.filter("together", total)
register.filter("way_to_pay", way_words)
register.filter("whole_label", whole_label)


@register.filter
def finding(problem: Mapping[str, str]) -> str:
    return in_words(problem)


@register.filter
def tongue(code: str) -> str:
    """The name of a language in the reader's."""
    try:
        return str(
            Locale.parse(code.replace("-", "_")).get_display_name(language_now())
        )
    except (UnknownLocaleError, ValueError):
        return code
