"""Which action hears each form of `agency`."""

from tests.guards.pair import ASKS, Pair

PAIRS = {
    "agency.TrackForm": Pair(
        "agency.track_number", {"about_id": "only where a filing brings it"}
    ),
    "agency.SeenForm": Pair(
        "agency.observe",
        {
            "source": "whether a paper led to the page",
            "paper_id": "the paper that led to the page",
            "quietly": "only where a filing told it",
            "besides": "only where the service is asked",
        },
    ),
    "agency.TellForm": Pair("agency.tell_client"),
    "agency.EndForm": Pair("agency.end_tracking", {"on": "today"}),
    "agency.DecideForm": Pair("agency.decide_meaning"),
    "agency.MeaningForm": Pair("agency.keep_meaning"),
    "agency.LineForm": Pair("agency.change_line"),
    "agency.BulletinForm": Pair("agency.enter_bulletin"),
    "agency.PriorityForm": Pair("agency.set_priority_date"),
    "agency.MoveForm": Pair("agency.finish_move"),
    "agency.TimesForm": Pair("agency.enter_times"),
    "agency.NoNewsForm": Pair("agency.agree_no_news"),
    "agency.EndNoNewsForm": Pair("agency.end_no_news"),
}

OTHERS = {
    "agency.TimesTableForm": "each of its lines is a time that is written down",
    "agency.ManyForm": "each of its lines is a number that is followed",
    "agency.AgeForm": ASKS,
    "agency.PastForm": "what others have in common",
}
