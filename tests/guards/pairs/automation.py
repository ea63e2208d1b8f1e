"""Which action hears each form of `automation`."""

from tests.guards.pair import PLACE, Pair

ROWS = {"rule": "what is picked becomes a row of the draft"}


def row(*names: str) -> Pair:
    return Pair(
        "automation.change_draft", ROWS, dict.fromkeys(names, "picked for a row")
    )


PAIRS = {
    "automation.NameForm": Pair(
        "automation.begin_automation", {"rule": "only where tests begin with one"}
    ),
    "automation.StarterForm": Pair(
        "automation.bring_starter", {"on": "somebody reads it before they turn it on"}
    ),
    "automation.SeenForm": Pair("automation.publish_automation"),
    "automation.DropRowForm": row("part", "place"),
    "automation.WhenForm": row("kind", "of", "side", "stage", "whose", "days"),
    "automation.IfForm": row("how", "value"),
    "automation.ThenForm": row(
        *("role", "party", "paper", "stage", "bill", "hook", "days"),
        *("words_en", "words_es"),
    ),
    "automation.CadenceForm": Pair(
        "automation.change_cadence",
        {"about": PLACE, "steps": "a row of boxes says each step"},
    ),
    "automation.HoursForm": Pair("automation.change_hours"),
    "automation.ReachingForm": Pair("automation.say_reaching"),
    "automation.HookForm": Pair("automation.add_hook"),
    "automation.OwnReminderForm": Pair("automation.set_own_reminder"),
}
