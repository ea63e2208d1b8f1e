"""Which action hears each form of `docket`."""

from tests.guards.pair import ASKS, Pair

NAMED = "the playbook says how it is called"

PAIRS = {
    "docket.SaveViewForm": Pair(
        "docket.save_view", {"asked": "what the page was just narrowed to"}
    ),
    "docket.StayForm": Pair("docket.set_stay", {"stage_name": NAMED}),
    "docket.MoveForm": Pair(
        "workflow.move_by_hand",
        also={"confirmed": "whether what will happen was read"},
    ),
    "docket.LinkForm": Pair(
        "docket.link_cases",
        {"other": "found by its number"},
        {"number": "finds the other case"},
    ),
    "docket.FinalLetterForm": Pair("docket.give_final_letter"),
    "docket.LegalHoldForm": Pair("docket.place_legal_hold"),
    "docket.KeepingForm": Pair("docket.set_keeping"),
    "docket.TransferForm": Pair("docket.transfer_out"),
    "docket.TransferStepForm": Pair("docket.note_transfer_step"),
    "docket.TakeOverForm": Pair("docket.take_over", {"stage_name": NAMED}),
}
OTHERS = {"docket.OverviewForm": ASKS}
