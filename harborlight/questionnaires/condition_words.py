"""A condition as a sentence: "Marital status (petitioner): Married or Widowed"."""

from __future__ import annotations

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from harborlight.facts.catalogue import NoSuchFact, catalogue
from harborlight.facts.labels import whole_label
from harborlight.facts.showing import shown
from harborlight.firm.words import in_words, language_now
from harborlight.law.pack_conditions import Condition

# Who is asked, as the office calls them.
PARTIES = {
    "petitioner": _("petitioner"),
    "beneficiary": _("beneficiary"),
    "applicant": _("applicant"),
    "sponsor": _("sponsor"),
    "employer": _("employer"),
    "case": _("the case"),
    "attorney": _("attorney"),
    "firm": _("the firm"),
}


def party_name(party: str) -> str:
    """What whoever plays a part is called; the part's own name where nobody wrote one."""
    return str(PARTIES.get(party, party))


def fact_name(path: str, group: str = "") -> str:
    """A fact by its label, and whose it is. group: what "it" is an entry of."""
    inside = path.startswith("it.")
    full = f"{group}[].{path.removeprefix('it.')}" if inside else path
    if not catalogue().knows(full):
        return path
    if _is_group(full):
        label = in_words(catalogue().group(full).labels)
    else:
        entry = catalogue().entry(full)
        label = in_words(entry.labels) if inside else whole_label(entry)
    if inside:
        return label
    words = {"what": label, "who": party_name(full.partition(".")[0])}
    return gettext("%(what)s (%(who)s)") % words


def in_a_sentence(condition: Condition, group: str = "") -> str:
    """What must be so, in the reader's language."""
    if condition.says in ("all", "any"):
        joined = gettext(" and ") if condition.says == "all" else gettext(" or ")
        return joined.join(_bracketed(part, group) for part in condition.parts)
    if condition.says == "not":
        return _not(condition.parts[0], group)
    what = {"what": fact_name(condition.path, group)}
    if condition.says == "known":
        return gettext("%(what)s: answered") % what
    if condition.says == "at_least":
        what["n"] = str(condition.count)
        return gettext("%(what)s: %(n)s or more") % what
    return gettext("%(what)s: %(answers)s") % (
        what | {"answers": _answers(condition, group)}
    )


def _not(inner: Condition, group: str) -> str:
    what = {"what": fact_name(inner.path, group)} if inner.path else {}
    if inner.says == "known":
        return gettext("%(what)s: not answered") % what
    if inner.says == "is":
        said = what | {"answers": _answers(inner, group)}
        return gettext("%(what)s: not %(answers)s") % said
    return gettext("not (%(what)s)") % {"what": in_a_sentence(inner, group)}


def _bracketed(part: Condition, group: str) -> str:
    said = in_a_sentence(part, group)
    return f"({said})" if part.says in ("all", "any") else said


def _answers(condition: Condition, group: str) -> str:
    path = condition.path
    full = f"{group}[].{path.removeprefix('it.')}" if path.startswith("it.") else path
    if not catalogue().knows(full) or _is_group(full):
        return gettext(" or ").join(condition.values)
    entry = catalogue().entry(full)
    language = language_now()
    said = (shown(entry, one, language=language) for one in condition.values)
    return gettext(" or ").join(said)


def _is_group(full: str) -> bool:
    try:
        catalogue().group(full)
    except NoSuchFact:
        return False
    return True
