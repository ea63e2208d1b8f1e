"""A draft of a playbook on somebody's desk: found, changed, and nobody's words lost."""

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
from harborlight.firm.words import in_words
from harborlight.law.pack_conditions import BadCondition, read_condition
from harborlight.questionnaires.condition_forms import ConditionForm, offered_facts
from harborlight.questionnaires.drafts import every_questionnaire
from harborlight.questionnaires.queries import newest, read
from harborlight.ui.templatetags.house import moment
from harborlight.workflow.actions import ChangedByOthers, change_draft
from harborlight.workflow.edit_forms import Around
from harborlight.workflow.playbook_checks import faults
from harborlight.workflow.playbook_differences import keyed
from harborlight.workflow.queries import playbooks
from harborlight.workflow.written import get_sketch, newest_of

if TYPE_CHECKING:
    from django.http import HttpResponse

    from harborlight.firm.doors import Request
    from harborlight.questionnaires.edit_forms import TextsForm
    from harborlight.workflow.models import PlaybookDraft
    from harborlight.workflow.playbook_shape import Fault

View = Callable[..., "HttpResponse"]
Row = dict[str, Any]
LANGUAGE_ENDS = ("_en", "_es")


@dataclass
class Sketch:
    """A draft, and its data to be changed. was_second: somebody else changed it meanwhile."""

    request: Request
    draft: PlaybookDraft
    was_second: bool = False

    @cached_property
    def data(self) -> Row:
        copy: Row = deepcopy(self.draft.definition)
        return copy

    @property
    def faults(self) -> list[Fault]:
        return faults(self.draft.definition)

    @cached_property
    def around(self) -> Around:
        """What an entry may refer to: parts, questionnaires, other kinds."""
        actor = self.request.actor
        return Around(
            parts=[(one["id"], in_words(one["name"])) for one in self.data["parts"]],
            questionnaires=[
                (one.newest.row.key, in_words(one.title))
                for one in every_questionnaire(actor)
            ],
            kinds=[
                (one.key, in_words(one.name))
                for one in playbooks(actor)
                if one.key != self.draft.key
            ],
            definition=self.data,
        )

    def condition(self, row: Row) -> ConditionForm:
        """The form that says when a paper is asked: facts that this kind of case asks."""
        try:
            now = read_condition(row["when"]) if row.get("when") else None
        except BadCondition:
            now = None
        keys = {one.get("questionnaire") for one in self.data["parts"]} - {None, ""}
        offered: list[Any] = []
        for key in sorted(keys):
            try:
                asked = read(newest(self.request.actor, key))
            except NotFound:
                continue  # the firm has no such questionnaire; it is told as a fault
            offered += offered_facts(asked, "")
        return ConditionForm(self.request.POST or None, now=now, offered=offered)

    def key_at(self, rows: str, place: int) -> str:
        """The name of the entry that a page was opened for, wherever it stands now.

        A form says which entry it is of, for others may have moved it. NotFound if it
        was taken out.
        """
        there = keyed(rows, self.data)
        said = self.request.POST.get("entry", "")
        names = [*there]
        if not said:
            if place < len(names):
                return names[place]
            raise NotFound
        if said in there:
            return said
        raise NotFound

    def keep(self, form: TextsForm, place: str) -> bool:
        """Keep the data as it was changed; or tell the form that somebody else was first."""
        try:
            self._change(form.seen_changes, place)
        except ChangedByOthers as others:
            self.draft = get_sketch(self.request.actor, self.draft.pk)
            self.was_second = True
            form.changed_meanwhile(to_insist(others), self.draft.changes)
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


def of_sketch(view: View) -> View:
    """A page of a draft: view(request, sketch, ...).

    Where the draft is over, or what the page is about was taken out, they are told, with
    what they had written.
    """

    @wraps(view)
    def page(request: Request, sketch_id: UUID, **kwargs: Any) -> HttpResponse:
        draft = get_sketch(request.actor, sketch_id)
        if draft.closed_at:
            _tell(request, _("This draft was published or thrown away meanwhile."))
            return redirect(*_afterwards(request, draft))
        try:
            return view(request, Sketch(request, draft), **kwargs)
        except NotFound:
            if request.method != "POST":
                raise
            _tell(request, _("Somebody took this out of the draft meanwhile."))
            return redirect("staff:sketch", draft.pk)

    return page


def _afterwards(request: Request, draft: PlaybookDraft) -> tuple[Any, ...]:
    row = draft.became or newest_of(request.actor, draft.key)
    return ("staff:playbook", row.pk) if row else ("staff:playbooks",)


def changes_seen(request: Request) -> int:
    """How many changes of the draft somebody had seen who pressed a button; -1 for none."""
    seen = request.POST.get("seen", "")
    return whole(seen)


def not_done(others: ChangedByOthers) -> str:
    """Why a button did nothing."""
    said = _("%(name)s changed this draft meanwhile, so nothing was done. Look again.")
    return said % {"name": others.by}


def to_insist(others: ChangedByOthers) -> str:
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
