"""Which action hears each form of `workflow`."""

from tests.guards.pair import PLACE, Pair

DRAFT = {
    "definition": "the whole draft, with what the form changes in it",
    "place": "what of it is changed, for the log",
}


def _entry(*boxes: str) -> Pair:
    """A form of one entry of a draft: its boxes become part of the definition."""
    return Pair("workflow.change_draft", DRAFT, dict.fromkeys(boxes, "in `definition`"))


PAIRS = {
    "workflow.ClosingForm": Pair("workflow.end_case", {"on": "today"}),
    "workflow.StageForm": _entry(),
    "workflow.MilestoneForm": _entry("id", "sometimes"),
    "workflow.PlannedTaskForm": _entry(
        *("business", "days", "urgent", "who", "stage", "needs"),
        *("milestone", "role", "review", "gate"),
    ),
    "workflow.BillForm": _entry("at", "cents", "to"),
    "workflow.LetterForm": _entry("at", "to", "role", "review"),
    "workflow.ReminderForm": _entry("own", "about"),
    "workflow.PaperForm": _entry("kind", "who", "need", "due_days", "ladder"),
    "workflow.FormLineForm": _entry("form", "client", "goes_with"),
    "workflow.ChargeForm": _entry("kind", "cents", "to", "form", "circumstance"),
    "workflow.NeedForm": _entry("form", "playbook", "source"),
    "workflow.AheadForm": _entry(
        "counts_from", "years", "months", "length", "rule", "source"
    ),
    "workflow.PartyForm": _entry("questionnaire", "optional", "acts_for"),
    "workflow.AboutForm": _entry(
        "area",
        "payer",
        "filing",
        "questions_due_days",
        "receipt_chase_days",
        "sensitive",
    ),
    "workflow.TextForm": _entry("file", "text"),
    "workflow.CopyForm": Pair(
        "workflow.begin_draft",
        {"name": "its two languages"},
        {"name_en": "in `name`", "name_es": "in `name`"},
    ),
    "workflow.PublishForm": Pair("workflow.publish_draft"),
    "workflow.StartForm": Pair("workflow.note_start", {"follow_up": PLACE}),
    "workflow.NeedDecisionForm": Pair("workflow.decide_need", {"need": PLACE}),
    "workflow.ItemForm": Pair("workflow.take_over"),
}

OTHERS = {
    "workflow.NewcomerForm": "one of several people whom `begin_case` is told at once",
    "workflow.JoinerForm": "one newcomer, and the reason, whom `join_later` is told",
    "workflow.KnownForm": "whether each of them is somebody whom the firm knows",
    "workflow.EntryForm": "what the forms of an entry have in common",
}
