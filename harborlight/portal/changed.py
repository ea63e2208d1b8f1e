"""Pages of questions that were opened before the firm changed the questions.

Whoever has such a page open goes on with it: all that they write there is taken down, also
what is asked nowhere any more. The office sees that among the answers that stand apart.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.utils.translation import gettext as _

from harborlight.questionnaires.forms import OVER
from harborlight.questionnaires.queries import Standing, asked_before, read, standing

if TYPE_CHECKING:
    from harborlight.firm.doors import Request
    from harborlight.questionnaires.definition import Definition

FIELD = str.maketrans({".": "-", "[": None, "]": None})


def as_opened(request: Request, stands: Standing, screen: str) -> Standing:
    """How the questions stand in the version that a page was made in which is sent now.

    Each answer on it brings along the version of what it was written over, and so says
    that it was asked there. It is the newest version that asks for most of them.
    """
    sent = {name.removesuffix(OVER) for name in request.POST if name.endswith(OVER)}
    most, found = len(sent & _fields(stands.definition, screen)), None
    if most == len(sent):
        return stands
    for older in asked_before(request.actor, stands.sent):
        asked = len(sent & _fields(read(older), screen))
        if asked > most:
            most, found = asked, older
    return standing(request.actor, stands.sent, older=found) if found else stands


def now_in(request: Request, opened: Standing, taken: Standing) -> Standing:
    """How a page stands after its answers were taken down: in the version it was made in."""
    if opened.definition.version == taken.definition.version:
        return taken
    version = opened.definition.version
    older = asked_before(request.actor, taken.sent).get(version=version)
    return standing(request.actor, taken.sent, older=older)


def say_changed(request: Request, opened: Standing, taken: Standing) -> None:
    """Tell somebody, once their page was taken down, why the next one looks otherwise."""
    if opened.definition.version != taken.definition.version:
        said = _("Your legal team changed the questions. Your answers are kept.")
        messages.info(request, said)


def was_asked(request: Request, stands: Standing, screen: str) -> bool:
    """Whether an older version had a page, or a list, of this name."""
    return any(
        screen in (one.screen, one.loop)
        for older in asked_before(request.actor, stands.sent)
        for one in read(older).asked()
    )


def _fields(definition: Definition, screen: str) -> set[str]:
    """The names of the inputs of a screen."""
    asked = (one for one in definition.asked() if one.screen == screen)
    return {one.question.fact.translate(FIELD) for one in asked}
