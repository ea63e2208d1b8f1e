"""A draft of questions on somebody's desk: found, changed, and nobody's words lost."""

from __future__ import annotations

from collections.abc import Callable
from copy import deepcopy
from dataclasses import dataclass
from functools import cached_property, wraps
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.contrib import messages
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from harborlight.firm.numbers import whole
from harborlight.firm.tenancy import NotFound
from harborlight.questionnaires.actions import ChangedByOthers, change_draft
from harborlight.questionnaires.condition_forms import ConditionForm, offered_facts
from harborlight.questionnaires.definition import Definition
from harborlight.questionnaires.drafts import get_draft, unfinished
from harborlight.questionnaires.editing import Part, Row, condition_of, question_at
from harborlight.ui.templatetags.house import moment

if TYPE_CHECKING:
    from django.http import HttpResponse

    from harborlight.firm.doors import Request
    from harborlight.questionnaires.edit_forms import TextsForm
    from harborlight.questionnaires.models import QuestionnaireDraft

View = Callable[..., "HttpResponse"]
# How the boxes end that people write into: a text in each language.
LANGUAGE_ENDS = ("_en", "_es")


@dataclass
class Desk:
    """A draft, its data to be changed, and what it asks as it stands."""

    request: Request
    draft: QuestionnaireDraft
    # Somebody else changed it while this was written.
    was_second: bool = False

    @cached_property
    def data(self) -> Row:
        copy: Row = deepcopy(self.draft.definition)
        return copy

    @cached_property
    def definition(self) -> Definition:
        return unfinished(self.draft)

    def condition(
        self, row: Row | None = None, *, group: str = "", without: str = ""
    ) -> ConditionForm:
        """The form that says when a part is asked, beside the one about its words.

        row: the part, None for a new one; group: of whose entries; without: its own fact.
        """
        return ConditionForm(
            self.request.POST or None,
            now=condition_of(row) if row else None,
            offered=offered_facts(self.definition, group, without=without),
            group=group,
        )

    def keep(self, form: TextsForm, place: str) -> bool:
        """Keep the data as it was changed; or tell the form that somebody else was first."""
        try:
            self._change(form.seen_changes, place)
        except ChangedByOthers as others:
            self.draft = get_draft(self.request.actor, self.draft.pk)
            self.was_second = True
            self.__dict__.pop("definition", None)
            form.changed_meanwhile(_to_insist(others), self.draft.changes)
            return False
        return True

    def keep_at_once(self, place: str) -> None:
        """The same for a button; whoever was second reads that nothing was done."""
        try:
            self._change(changes_seen(self.request), place)
        except ChangedByOthers as others:
            messages.warning(self.request, not_done(others))

    def _change(self, seen: int, place: str) -> None:
        change_draft(
            self.request.actor, self.draft, seen=seen, definition=self.data, place=place
        )


def of_draft(view: View) -> View:
    """A page of a draft: view(request, desk, ...).

    Where the draft is over, or the part of it that the page is about was taken out,
    they are told, with what they had written.
    """

    @wraps(view)
    def page(request: Request, draft_id: UUID, **kwargs: Any) -> HttpResponse:
        draft = get_draft(request.actor, draft_id)
        if draft.closed_at:
            said = _("This draft was published or thrown away meanwhile.")
            _tell(request, said)
            return redirect("staff:questionnaire", draft.became_id or draft.based_on_id)
        try:
            return view(request, Desk(request, draft), **kwargs)
        except NotFound:
            if request.method != "POST":
                raise
            _tell(request, _("Somebody took this out of the draft meanwhile."))
            return redirect("staff:draft", draft.pk)

    return page


def changes_seen(request: Request) -> int:
    """How many changes of the draft somebody had seen who pressed a button; -1 for none."""
    seen = request.POST.get("seen", "")
    return whole(seen)


def is_to_be_kept(
    request: Request, form: TextsForm, when: ConditionForm | None = None
) -> bool:
    """Whether a form can be kept, and is sent for that: not only to be looked at anew."""
    heard = form.is_valid() & (when is None or when.is_valid())
    return bool(heard and "look" not in request.POST)


def asked_at(desk: Desk, screen: str, place: int) -> Part:
    """The question that a page was opened for, wherever on its screen it stands now.

    A form says which fact it asks for, for others may have moved it. NotFound if it was
    taken out.
    """
    fact = desk.request.POST.get("fact", "")
    try:
        found = question_at(desk.data, screen, place)
    except NotFound:
        found = question_at(desk.data, screen, 0)
    if not fact or found.row["fact"] == fact:
        return found
    for n, row in enumerate(found.rows):
        if row["fact"] == fact:
            return Part(found.rows, n, found.section, found.loop)
    raise NotFound


def not_done(others: ChangedByOthers) -> str:
    """Why a button did nothing."""
    said = _("%(name)s changed this draft meanwhile, so nothing was done. Look again.")
    return said % {"name": others.by}


def _to_insist(others: ChangedByOthers) -> str:
    said = _(
        "%(name)s changed this draft on %(at)s, while you were writing. Nothing was saved "
        "yet. What stands there now is shown below; save again to put yours in its place."
    )
    return said % {"name": others.by, "at": moment(others.at)}


def _tell(request: Request, said: str) -> None:
    """Say what happened; words that somebody wrote meanwhile are theirs to keep."""
    messages.warning(request, said)
    if request.method != "POST":
        return
    for name, typed in request.POST.items():
        words = str(typed).strip()
        if words and (name.endswith(LANGUAGE_ENDS) or name == "note"):
            had = _("You had written: %(words)s") % {"words": words[:600]}
            messages.info(request, had)
