"""Which action hears each form of `deadlines`."""

from tests.guards.pair import Pair

PAIRS = {
    "deadlines.DeadlineForm": Pair(
        "deadlines.set_deadline",
        dict.fromkeys(("kind", "about_id"), "only where the clock sets one"),
    ),
    "deadlines.MeetDeadlineForm": Pair("deadlines.meet_deadline"),
    "deadlines.DropDeadlineForm": Pair("deadlines.drop_deadline"),
}
