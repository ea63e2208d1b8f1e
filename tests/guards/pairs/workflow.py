"""Which action hears each form of `workflow`."""

from tests.guards.pair import Pair

PAIRS = {
    "workflow.ClosingForm": Pair("workflow.end_case", {"on": "today"}),
}

OTHERS = {
    "workflow.NewcomerForm": "one of several people whom `begin_case` is told at once",
    "workflow.KnownForm": "whether each of them is somebody whom the firm knows",
}
