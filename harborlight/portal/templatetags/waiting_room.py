"""What the portal's templates say beyond the house's own words: {% load waiting_room %}."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from django import template
from django.utils.translation import gettext as _

from harborlight.billing import methods
from harborlight.billing.models import Invoice
from harborlight.documents.queries import Asked, Part
from harborlight.firm import words
from harborlight.portal import asking, shown
from harborlight.questionnaires.models import Sent
from harborlight.questionnaires.progress import Step
from harborlight.trust import methods as how_it_came

register = template.Library()


@register.filter
def paper_state(one: Asked) -> dict[str, str]:
    return shown.paper_state(one)


@register.filter
def part_state(part: Part) -> dict[str, str]:
    return shown.part_state(part)


@register.filter
def of(names: Mapping[UUID, str] | str, key: UUID) -> str:
    """The name under this key; nothing where there is none, or where nobody looked."""
    return names.get(key, "") if isinstance(names, Mapping) else ""


@register.filter
def tone_of(state: str) -> str:
    return shown.TONES[state]


@register.filter
def done_of_all(papers: Sequence[Asked]) -> str:
    """`2 of 4 done`, of the papers that are listed."""
    done = sum(one.is_done for one in papers)
    return _("%(done)s of %(all)s done") % {"done": done, "all": len(papers)}


@register.filter
def pages_of(chapter: asking.Chapter) -> str:
    return _("%(done)s of %(all)s") % {"done": chapter.done, "all": chapter.of}


@register.filter
def address_in(step: Step | None, sent: Sent) -> str | None:
    """Where a step of this questionnaire is asked."""
    return asking.step_address(sent, step)


@register.filter
def may_stay(sent: Sent) -> str:
    """Whether answers may wait on the phone ("yes"): not where their being there may
    harm, nor where whoever writes them shares it and said no."""
    stays = sent.stays_on_phone and not sent.case.is_sensitive
    return "yes" if stays else "no"


@register.filter
def in_words(texts: Mapping[str, str] | None) -> str:
    """A text that the firm wrote in several languages, in the reader's."""
    return words.in_words(texts) if texts else ""


@register.filter
def at(found: Mapping[Any, Any], key: Any) -> Any:
    return found.get(key)


@register.filter
def invoice_tone(invoice: Invoice, today: date) -> str:
    """Paid is good, overdue is not; what is not due yet is only to be done."""
    if invoice.state == Invoice.State.PAID:
        return "ok"
    if not invoice.is_open:
        return "todo"
    return "danger" if invoice.due_on < today else "warn"


@register.filter
def method_words(method: str) -> str:
    """How a payment came: `Check 1042`, `Visa ending in 4242`."""
    return how_it_came.method_words(method)


@register.filter
def processor_words(why: str) -> str:
    """What the processor says of a card, in the reader's language where we know it."""
    return str(methods.said_why(why))
