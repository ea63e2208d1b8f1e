"""What stands for the arguments of an address, in a case of the guards' world."""

from __future__ import annotations

from operator import attrgetter
from typing import Any

from django.apps import apps
from django.db.models import Model

from harborlight.cases.models import Case
from harborlight.firm.models import Upload
from harborlight.firm.roles import Role
from harborlight.firm.tenancy import inside
from harborlight.firm.walls import firm_tables
from harborlight.trust.models import Book
from tests.guards.canaries.whole import Held
from tests.whole_case import Begun

# Arguments that are no ids, and what stands for them.
PLAIN: dict[str, Any] = {
    "page": 1,
    "what": "fact-expires",
    "place": 1,
    "pk": 1,
    "key": "nobody-knows-this-key",
    "uidb36": "1",
    "layout": "desk",
    "playbook": "practice-spouse",
    "form": "I-130",
    "screen": "name",
    "slot": "translation",
    "group": "addresses",
    "sheet": "ds-260",
    "part": "beneficiary",
    "chapter": "petitioner-you",
    "party": "petitioner",
    "rule": "d01",
    "rows": "papers",
    "need": "tax number",
    "follow_up": "citizenship",
    "about": "papers",
    "link": "not-opened-in-this-browser",
    "account": "operating",
}
# The same for one route alone.
OF_ROUTE: dict[tuple[str, str], Any] = {
    ("letter", "name"): "nothing",
    ("portal:entry-add", "screen"): "address-list",
    ("portal:entry-remove", "screen"): "address-list",
    ("portal:screen-of-entry", "screen"): "address-place",
    ("staff:fill-screen", "screen"): "petitioner-birth",
    ("staff:change-screen", "screen"): "petitioner-birth",
    ("staff:new-question", "screen"): "petitioner-birth",
    ("staff:change-question", "screen"): "petitioner-birth",
}
# Addresses of one of several, by name; others end with "-in".
OF_SEVERAL = {"staff:row", "staff:take-row-back"}
# Ids that are named after something else than the model they mean.
MODELS = {
    "sent_id": "questionnaires.Sent",
    "aside_id": "questionnaires.Aside",
    "search_id": "search.SavedSearch",
    "view_id": "docket.SavedView",
    "filled_id": "filings.FilledForm",
    "needed_id": "filings.NeededForm",
    "member_id": "cases.TeamMember",
    "of": "people.Person",
    "entry": "facts.Entry",
    "account_id": "trust.Account",
    "deposit_id": "trust.Deposit",
    "hold_id": "billing.Hold",
    "note_id": "billing.Reduction",
    "entry_id": "trust.Entry",
    "rule_id": "documents.RoutingRule",
    "tag_id": "documents.PaperTag",
    "sampled_id": "documents.SampledCase",
    "handed_id": "workflow.HandedOver",
    "appointment_id": "deadlines.Appointment",
    "set_id": "packets.ExhibitSet",
    "rfe_id": "replies.Reply",
    "point_id": "replies.Point",
    "proof_id": "replies.PointPaper",
    "paragraph_id": "packets.Paragraph",
    "draft_id": "questionnaires.QuestionnaireDraft",
    "task_rule_id": "tasks.TaskRule",
    "absence_id": "tasks.Absence",
    "task_id": "tasks.Task",
    "sketch_id": "workflow.PlaybookDraft",
    "meaning_id": "agency.StatusMeaning",
    "automation_id": "automation.Automation",
    "rule_version_id": "automation.RuleVersion",
    "hook_id": "automation.Hook",
    "reminder_id": "automation.Reminder",
    "own_id": "automation.OwnReminder",
}
# Of no case while it waits.
WITHOUT_A_CASE = {"workflow.HandedOver", "search.SavedSearch"}
# Named after a person in a few rows only.
OF_THE_HOUSE = {"trust.BankAccount"}
# Which row of several: the first by this order.
FIRST_BY = {
    "documents.Version": "-uploaded_at",
    "documents.Request": "-position",
    "deadlines.Deadline": "due_on",
    "agency.Observation": "-seen_at",
    "cases.TeamMember": "-part",  # not the lead, who stays whoever asks
}
# Which rows of a model an address means.
WHICH: dict[str, dict[str, Any]] = {
    "trust.Account": {"book": Book.CLIENT_TRUST},
    "billing.Withdrawal": {"state": "asked", "purpose": "earned"},
    "bank.BankStatement": {"way": "csv"},
    "firm.Membership": {"role": Role.ATTORNEY},
}


class NoSuchArgument(Exception):
    """tests/guards/addresses.py does not know what an argument of an address means."""


# Whose link it is, where it is not that of an invitation.
TOKENS = {
    "offer": attrgetter("offer"),
    "send-for": attrgetter("helper"),
    "help-with": attrgetter("answer_helper"),
}


def argument(begun: Held, route: str, name: str) -> Any:
    """What stands for this argument of an address, in this case."""
    if (route, name) in OF_ROUTE:
        return OF_ROUTE[route, name]
    said = PLAIN | {
        "token": TOKENS.get(route, attrgetter("invitation"))(begun),
        "case_id": begun.case.pk,
        "person_id": begun.petitioner.person_id,
        "of": begun.petitioner.person_id,
        "user_id": begun.case.lead_id,
    }
    if name in said:
        return said[name]
    if name == "reference":
        return _row(begun, apps.get_model("billing.Payment")).reference
    if name in ("name", "entry"):
        several = route.endswith("-in") or route in OF_SEVERAL
        fact = _fact(begun, in_entry=several)
        return fact.name.replace("[]", "") if name == "name" else fact.entry_id
    return _row(begun, _model(name)).pk


def _model(name: str) -> type[Model]:
    if name in MODELS:
        return apps.get_model(MODELS[name])
    wanted = name.removesuffix("_id").replace("_", "")
    for model in firm_tables():
        if model._meta.model_name == wanted:
            return model
    raise NoSuchArgument(f"{name}: say in PLAIN or MODELS what it means.")


def _row(begun: Begun, model: type[Model]) -> Any:
    """A row of this case, of its petitioner where somebody is named in it."""
    case: Case = begun.case
    names = {item.name for item in model._meta.get_fields()}
    with inside(case.firm):
        rows = model._default_manager.filter(firm=case.firm)
        if {"case", "case_id"} & names and model._meta.label not in WITHOUT_A_CASE:
            rows = rows.filter(case_id=case.pk)
        if model is Upload:
            rows = rows.filter(user=begun.petitioner.person.login)
        named = set() if model._meta.label in OF_THE_HOUSE else names
        for one in {"person", "payer"} & named:
            rows = rows.filter(**{one: begun.petitioner.person})
        if "document" in names:
            rows = rows.filter(document__person=begun.petitioner.person)
        rows = rows.filter(**WHICH.get(model._meta.label, {}))
        row = rows.order_by(FIRST_BY.get(model._meta.label, "pk")).first()
    if row is None:
        raise NoSuchArgument(f"The world of the guards has no {model.__name__} here.")
    return row


def _fact(begun: Begun, *, in_entry: bool) -> Any:
    with inside(begun.case.firm):
        rows = apps.get_model("facts.Fact").objects.filter(
            case=begun.case,
            person=begun.petitioner.person,
            replaced_at=None,
            entry__isnull=not in_entry,
        )
        return rows.order_by("name").first()
