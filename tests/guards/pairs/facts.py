"""Which action hears each form of `facts`."""

from tests.guards.pair import PLACE, Pair

PAIRS = {
    "facts.CorrectionForm": Pair(
        "questionnaires.correct_answer",
        {
            "person": PLACE,
            "place": PLACE,
            "form": "the filled form that led here, in the address",
            "value": "added when the form is made: each fact is asked for in its way",
        },
    ),
    "facts.ExplainForm": Pair(
        "facts.explain", {"finding": "found anew: the address of the page names it"}
    ),
}
