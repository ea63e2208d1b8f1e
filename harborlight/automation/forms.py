"""What must be said of an automation: each row is picked from closed lists."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from harborlight.automation.deeds import DEEDS
from harborlight.automation.rule import (
    DATE,
    EVENT,
    MOST_DAYS,
    SILENCE,
    STAGE,
    If,
    Then,
    When,
)
from harborlight.automation.starters import starters
from harborlight.automation.telling import event_words
from harborlight.automation.vocabulary import (
    BILLS,
    DAYS_OF,
    EMPTY,
    FILLED,
    SIDES,
    SILENT,
    TEAM_ROLES,
    TRIGGERS,
    Vocabulary,
    hows_of,
    values_of,
)
from harborlight.firm.fields import WordsField, offer
from harborlight.firm.roles import Role
from harborlight.firm.words import in_words

CHOOSE = ("", _("Choose…"))


def days_field(*, most: int = MOST_DAYS, **said: Any) -> forms.IntegerField:
    return forms.IntegerField(
        min_value=0,
        max_value=most,
        widget=forms.TextInput(attrs={"inputmode": "numeric"}),
        **said,
    )


class NameForm(forms.Form):
    """What an automation is called."""

    name = WordsField(label=_("What it is called"), max_length=80)


class StarterForm(forms.Form):
    """One of the automations that Harborlight brings along."""

    key = forms.ChoiceField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "key", [(key, one.called) for key, one in starters().items()])


class SeenForm(forms.Form):
    """How often the draft was changed when the page was shown."""

    seen = forms.IntegerField(widget=forms.HiddenInput)


class DropRowForm(SeenForm):
    """Which row of the draft goes."""

    part = forms.ChoiceField(choices=[("if", "if"), ("then", "then")])
    place = forms.IntegerField(min_value=0, max_value=50)


# What may be waited for, and what must be said of each.
WAITS = {
    EVENT: _("something that happens"),
    DATE: _("a day, or so many days before or after it"),
    STAGE: _("a case that stands in a stage for so many days"),
    SILENCE: _("a silence of so many days"),
}
_ASKED = {
    EVENT: ("kind",),
    DATE: ("days", "side", "of"),
    STAGE: ("stage", "days"),
    SILENCE: ("whose", "days"),
}


class WhenForm(SeenForm):
    """What it waits for: of which sort (`on`) the address of the page says."""

    kind = forms.ChoiceField(label=_("What happens"))
    days = days_field(label=_("How many days"))
    side = forms.ChoiceField(label=_("Before it or after it"), choices=[*SIDES.items()])
    of = forms.ChoiceField(label=_("Which day"), choices=[CHOOSE, *DAYS_OF.items()])
    stage = forms.ChoiceField(label=_("Which stage"), required=False)
    whose = forms.ChoiceField(
        label=_("Nothing is heard from"), choices=[CHOOSE, *SILENT.items()]
    )

    def __init__(self, *args: Any, on: str, known: Vocabulary, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.on = on
        offer(self, "kind", [CHOOSE, *((one, event_words(one)) for one in TRIGGERS)])
        offer(self, "stage", [("", _("Any stage")), *known.stages.items()])
        for name in {*self.fields} - {"seen", *_ASKED[on]}:
            del self.fields[name]

    def clean_days(self) -> int:
        said = int(self.cleaned_data["days"])
        if not said and self.on != DATE:
            raise forms.ValidationError(_("At least one."))
        return said

    @property
    def when(self) -> When:
        said = {name: self.cleaned_data[name] for name in _ASKED[self.on]}
        return When(self.on, **said)


class IfForm(SeenForm):
    """One condition: of what it is (`what`, `name`) the address of the page says."""

    how = forms.ChoiceField(label=_("How"), widget=forms.RadioSelect)
    value = forms.ChoiceField(label=_("What"), required=False)

    def __init__(
        self, *args: Any, what: str, name: str, known: Vocabulary, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.what, self.name = what, name
        hows, values = hows_of(what), values_of(what, known, name)
        if what == "fact" and not values:
            hows = {how: hows[how] for how in (FILLED, EMPTY)}
        offer(self, "how", hows.items())
        if what in ("owed", "days-open"):
            self.fields["value"] = days_field(label=_("How much"), most=1_000_000)
        elif values:
            offer(self, "value", [CHOOSE, *values.items()])
        else:
            del self.fields["value"]

    def clean(self) -> dict[str, Any]:
        said = self.cleaned_data
        asks = said.get("how") not in (FILLED, EMPTY)
        if asks and "value" in self.fields and said.get("value") in ("", None):
            self.add_error("value", _("Say this too."))
        return said

    @property
    def condition(self) -> If:
        said = self.cleaned_data
        value = "" if said["how"] in (FILLED, EMPTY) else str(said.get("value", ""))
        return If(self.what, said["how"], value, self.name)


class ThenForm(SeenForm):
    """One thing to do: which (`do`) the address of the page says."""

    role = forms.ChoiceField(
        label=_("Who of the team"),
        help_text=_("Where nobody of the team plays it, the lead is told."),
        choices=[CHOOSE, *((it.value, it.label) for it in Role if it in TEAM_ROLES)],
    )
    party = forms.ChoiceField(label=_("Whom we ask"))
    paper = forms.ChoiceField(label=_("For which paper"))
    stage = forms.ChoiceField(label=_("To which stage"))
    bill = forms.ChoiceField(label=_("What is charged"), choices=[*BILLS.items()])
    hook = forms.ChoiceField(label=_("Which program"))
    days = days_field(
        label=_("By when: so many days from then"),
        help_text=_("Nothing: by no day."),
        required=False,
    )
    words_en = WordsField(
        label=_("In English"), max_length=500, widget=forms.Textarea(attrs={"rows": 3})
    )
    words_es = WordsField(
        label=_("In Spanish"), max_length=500, widget=forms.Textarea(attrs={"rows": 3})
    )

    def __init__(self, *args: Any, do: str, known: Vocabulary, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.do = do
        papers = {kind: in_words(one.title) for kind, one in known.papers.items()}
        offer(self, "party", [CHOOSE, *known.parties.items()])
        offer(self, "paper", [CHOOSE, *sorted(papers.items(), key=lambda it: it[1])])
        offer(self, "stage", [CHOOSE, *known.stages.items()])
        offer(self, "hook", [CHOOSE, *known.hooks.items()])
        wanted = {"seen", *DEEDS[do].fields}
        wanted |= {"words_en", "words_es"} if "words" in wanted else set()
        for name in [*self.fields]:
            if name not in wanted:
                del self.fields[name]

    @property
    def deed(self) -> Then:
        said = {name: value for name, value in self.cleaned_data.items() if value}
        said.pop("seen", None)
        words = {code: said.pop(f"words_{code}", "") for code in ("en", "es")}
        return Then(self.do, **said, words=words if words["en"] else {})
