"""When something is asked, chosen from lists: never a formula."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.text import Truncator
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from harborlight.facts.catalogue import Entry, NoSuchFact, catalogue
from harborlight.facts.choices import no_value, options_of
from harborlight.firm.words import in_words, language_now
from harborlight.law.pack_conditions import Condition, paths_of
from harborlight.questionnaires.condition_words import fact_name, in_a_sentence
from harborlight.questionnaires.definition import Definition, Loop
from harborlight.questionnaires.writing import plain_condition

ROWS = 3
FEW_ANSWERS = 12
ALWAYS, IF, AS_NOW = "always", "if", "as now"
TESTS = {
    "is": _("was answered so:"),
    "not": _("was not answered so:"),
    "known": _("was answered"),
    "unknown": _("was not answered"),
    "at_least": _("has at least so many:"),
}
# Another fact has other answers: they are shown at once, and without scripts by a button.
LOOKS = {
    "hx-post": "",
    "hx-vals": '{"look": "yes"}',
    "hx-target": "#when",
    "hx-select": "#when",
    "hx-swap": "outerHTML",
}
# A list to choose from, in groups: [(chapter, [(path, words), ...]), ...].
Offered = Sequence[tuple[str, Sequence[tuple[str, str]]]]


@dataclass(frozen=True)
class Simple:
    """One row of a condition as the form shows it."""

    path: str
    test: str
    values: tuple[str, ...] = ()
    count: int = 0


def offered_facts(definition: Definition, group: str, *, without: str = "") -> Offered:
    """What a condition can rest on: all that is asked, and what the kind of case settles.

    group: of whose entries it is asked; their own answers are "it". without: the fact of
    the question itself, which cannot wait for itself.
    """
    found: dict[str, dict[str, str]] = {}
    for section in definition.sections:
        chapter = found.setdefault(in_words(section.title), {})
        for step in section.steps:
            if isinstance(step, Loop):
                how_many = gettext("How many: %(what)s")
                chapter[step.group] = how_many % {"what": in_words(step.title)}
    for one in definition.asked():
        of, inside, name = one.question.fact.partition("[].")
        if one.question.fact == without or (inside and of != group):
            continue
        section = next(it for it in definition.sections if it.id == one.section)
        path = f"it.{name}" if inside else one.question.fact
        words = Truncator(in_words(one.question.ask)).chars(90)
        found[in_words(section.title)].setdefault(path, words)
    settled = {path: fact_name(path) for path in definition.given}
    found[gettext("Settled by the kind of case")] = settled
    return [(title, [*facts.items()]) for title, facts in found.items() if facts]


class ConditionForm(forms.Form):
    """Always, or only if up to three things are so.

    What three rows cannot say is kept as it is, until it is chosen anew.
    """

    use_required_attribute = False

    asked = forms.ChoiceField(label=_("When is it asked?"), widget=forms.RadioSelect)
    joined = forms.ChoiceField(
        label=_("If there are several rows"),
        choices=[("all", _("all of them must be so")), ("any", _("one is enough"))],
        required=False,
    )

    def __init__(
        self,
        data: Mapping[str, Any] | None,
        *,
        now: Condition | None,
        offered: Offered,
        group: str = "",
    ) -> None:
        super().__init__(data, prefix="when")
        self.now, self.group = now, group
        simple = _simple(now)
        self.is_beyond_rows = now is not None and simple is None
        self._choose_when()
        self.initial["joined"] = now.says if now and now.says in ("all", "any") else ""
        chosen = [("", _("Choose…")), *_with_present(offered, now, group)]
        for n in range(ROWS):
            row = simple[n] if simple and n < len(simple) else None
            self._row(n, row, chosen)

    def _choose_when(self) -> None:
        choices: list[tuple[str, Any]] = [(ALWAYS, _("Always")), (IF, _("Only if:"))]
        self.initial["asked"] = IF if self.now else ALWAYS
        if self.is_beyond_rows and self.now:
            said = in_a_sentence(self.now, self.group)
            as_now = gettext("As now: only if %(what)s") % {"what": said}
            choices.append((AS_NOW, as_now))
            self.initial["asked"] = AS_NOW
        self.fields["asked"].choices = choices  # type: ignore[attr-defined]

    def _row(self, n: int, row: Simple | None, chosen: Sequence[Any]) -> None:
        label = gettext("Row %(n)s: what was asked") % {"n": n + 1}
        self.fields[f"{n}_fact"] = forms.ChoiceField(
            label=label, choices=chosen, required=False, widget=forms.Select(LOOKS)
        )
        self.fields[f"{n}_test"] = forms.ChoiceField(
            label=_("How"), choices=[*TESTS.items()], required=False
        )
        path = self._fact_now(n, row)
        answers = _answers(path, self.group)
        if answers:
            self.fields[f"{n}_answers"] = _choice_of(answers)
        if path and _entry(path, self.group) is None:
            self.fields[f"{n}_count"] = forms.IntegerField(
                label=_("How many"), min_value=1, max_value=99, required=False
            )
        if row:
            self.initial.update({f"{n}_fact": row.path, f"{n}_test": row.test})
            self.initial.update({f"{n}_answers": row.values})
            self.initial.update({f"{n}_count": row.count or None})

    def _fact_now(self, n: int, row: Simple | None) -> str:
        if self.is_bound:
            return str(self.data.get(self.add_prefix(f"{n}_fact"), ""))
        return row.path if row else ""

    def rows(self) -> Iterator[tuple[bool, list[forms.BoundField]]]:
        """Each row: whether it is shown at once, and its fields as far as they are there."""
        for n in range(ROWS):
            boxes = [self[name] for name in self.fields if name.startswith(f"{n}_")]
            yield n == 0 or bool(boxes[0].value()), boxes

    def clean(self) -> dict[str, Any]:
        said = self.cleaned_data
        if said.get("asked") != IF:
            if self.now is None and any(said.get(f"{n}_fact") for n in range(ROWS)):
                words = _("You chose “Always” and something that it depends on. Which?")
                self.add_error("asked", words)
            return said
        parts = [part for n in range(ROWS) if (part := self._clean_row(n))]
        if not parts and not self.errors:
            self.add_error("0_fact", _("Choose what it depends on, or “Always”."))
        said["parts"] = parts
        return said

    def _clean_row(self, n: int) -> dict[str, Any] | None:
        """A row as a data file states it; None for an empty or a wrong one."""
        said = self.cleaned_data
        path, test = said.get(f"{n}_fact"), said.get(f"{n}_test") or "is"
        if not path:
            return None
        if test == "known":
            return {"known": path}
        if test == "unknown":
            return {"not": {"known": path}}
        if test == "at_least":
            return self._at_least(n, path)
        return self._is(n, path, is_so=test == "is")

    def _at_least(self, n: int, path: str) -> dict[str, Any] | None:
        if f"{n}_count" not in self.fields:
            self.add_error(f"{n}_test", _("This is one answer: it has no number."))
        elif not self.cleaned_data.get(f"{n}_count"):
            self.add_error(f"{n}_count", _("How many must there be?"))
        else:
            return {"at_least": path, "count": self.cleaned_data[f"{n}_count"]}
        return None

    def _is(self, n: int, path: str, *, is_so: bool) -> dict[str, Any] | None:
        if f"{n}_answers" not in self.fields:
            said = _(
                "Here one can only ask whether it was answered, or how many it has."
            )
            self.add_error(f"{n}_test", said)
            return None
        values = self.cleaned_data.get(f"{n}_answers")
        if not values:
            # Whoever only looks has not chosen them yet.
            if f"{n}_answers" not in self.errors and "look" not in self.data:
                self.add_error(f"{n}_answers", _("Choose the answers that count."))
            return None
        one = len(values) == 1
        row = (
            {"fact": path, "is": values[0]} if one else {"fact": path, "one_of": values}
        )
        return row if is_so else {"not": row}

    def condition(self) -> dict[str, Any] | None:
        """The condition as a data file states it; None for always."""
        said = self.cleaned_data
        if said["asked"] == AS_NOW and self.now:
            return plain_condition(self.now)
        if said["asked"] == ALWAYS:
            return None
        parts: list[dict[str, Any]] = said["parts"]
        return parts[0] if len(parts) == 1 else {said["joined"] or "all": parts}


def _simple(condition: Condition | None) -> list[Simple] | None:
    """A condition as rows; None where three rows cannot say it."""
    if condition is None:
        return []
    several = condition.says in ("all", "any")
    parts = condition.parts if several else (condition,)
    rows = [_one_row(part) for part in parts]
    if len(rows) > ROWS or None in rows:
        return None
    return [row for row in rows if row]


def _one_row(part: Condition) -> Simple | None:
    if part.says == "not":
        inner = part.parts[0]
        turned = {"is": "not", "known": "unknown"}.get(inner.says)
        return Simple(inner.path, turned, inner.values) if turned else None
    if part.says in ("is", "known", "at_least"):
        return Simple(part.path, part.says, part.values, part.count)
    return None


def _with_present(offered: Offered, now: Condition | None, group: str) -> Iterator[Any]:
    """What is offered, and what the condition rests on now though nobody is asked."""
    known = {path for _title, facts in offered for path, _words in facts}
    yield from offered
    others = [one for one in dict.fromkeys(paths_of(now)) if one not in known]
    if others:
        yield (
            gettext("Not asked here"),
            [(one, fact_name(one, group)) for one in others],
        )


def _entry(path: str, group: str) -> Entry | None:
    full = f"{group}[].{path.removeprefix('it.')}" if path.startswith("it.") else path
    try:
        return catalogue().entry(full)
    except NoSuchFact:
        return None


def _answers(path: str, group: str) -> list[tuple[str, str]]:
    entry = _entry(path, group) if path else None
    if entry is None:
        return []
    language = language_now()
    answers = [(one.value, in_words(one.labels)) for one in options_of(entry)]
    return answers + [(one, no_value(one, language)) for one in sorted(entry.may_be)]


def _choice_of(answers: list[tuple[str, str]]) -> forms.Field:
    few = len(answers) <= FEW_ANSWERS
    return forms.MultipleChoiceField(
        label=_("Answers"),
        choices=answers,
        required=False,
        widget=forms.CheckboxSelectMultiple if few else forms.SelectMultiple,
    )
