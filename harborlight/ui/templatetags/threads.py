"""The thread at a paper, for the pages that show it: {% load threads %}.

{% thread_at paper as thread %}      its end: thread.rows, thread.has_more
{% ask_about_form as form %}         the box of a client
{% write_form paper as form %}       the box of the staff
{% own_tag code %}                   what a tag on a paper says
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import template

from harborlight.documents.forms import TAGS
from harborlight.documents.remark_forms import AskAboutForm, WriteForm
from harborlight.documents.tags import tag_names
from harborlight.ui import threads

if TYPE_CHECKING:
    from django.template import Context

    from harborlight.documents.remarks import Paper

register = template.Library()


@register.simple_tag(takes_context=True)
def thread_at(context: Context, paper: Paper) -> threads.Tail:
    return threads.tail(context["request"].actor, paper)


@register.simple_tag
def ask_about_form() -> AskAboutForm:
    return AskAboutForm(auto_id=threads.IDS)


@register.simple_tag
def write_form(paper: Paper) -> WriteForm:
    return threads.write_form(paper)


@register.simple_tag(takes_context=True)
def own_tag(context: Context, code: str) -> str:
    """What a tag on a paper says: one of the house, one of the firm, or as it is."""
    kept: Any = context.render_context
    if "own tags" not in kept:
        kept["own tags"] = dict(TAGS) | tag_names(context["request"].actor)
    return str(kept["own tags"].get(code, code))
