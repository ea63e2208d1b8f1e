"""Which action hears each form of `deadlines`."""

from tests.guards.pair import PLACE, Pair

OF_RULE = {
    "texts": "a box for each input of the rule",
    "read_off": "the boxes that are as the notice says",
}
TWICE = {"sure": "asks once more of a day that is over", "seen": "what was looked at"}

PAIRS = {
    "deadlines.DeadlineForm": Pair(
        "deadlines.set_deadline",
        dict.fromkeys(("kind", "about_id"), "only where the clock sets one"),
        {"again": "asks once more where the same one stands already"},
    ),
    "deadlines.AppointmentForm": Pair("deadlines.set_appointment"),
    "deadlines.CancelAppointmentForm": Pair("deadlines.cancel_appointment"),
    "deadlines.MeetDeadlineForm": Pair("deadlines.meet_deadline"),
    "deadlines.DropDeadlineForm": Pair("deadlines.drop_deadline"),
    "deadlines.MissDeadlineForm": Pair("deadlines.miss_deadline"),
    "deadlines.GiveDeadlineForm": Pair("deadlines.give_deadline"),
    "deadlines.SettleForm": Pair("deadlines.settle_warning"),
    "deadlines.ShowForm": Pair("deadlines.show_to_client"),
    "deadlines.ClosureForm": Pair("deadlines.add_closure"),
    "deadlines.KeepDayForm": Pair("deadlines.keep_day"),
    "deadlines.BuffersForm": Pair(
        "deadlines.change_buffers", {"days": "a box for each rule says its days"}
    ),
    "deadlines.FeedForm": Pair(
        "deadlines.make_feed", {"case": "the page of the case leads here"}
    ),
    "deadlines.CountForm": Pair(
        "deadlines.count_deadline",
        {"rule": PLACE, "paper_id": "the paper that led to the page"} | OF_RULE,
        TWICE,
    ),
    "deadlines.RecountForm": Pair("deadlines.recount_deadline", OF_RULE, TWICE),
}
