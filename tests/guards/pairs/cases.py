"""Which action hears each form of `cases`."""

from tests.guards.pair import ASKS, Pair

PAIRS = {
    "cases.ReopenForm": Pair("cases.reopen_case"),
    "cases.TeamMemberForm": Pair("cases.put_on_team"),
    "cases.LeadForm": Pair("cases.name_lead"),
    "cases.AccessForm": Pair("cases.change_access"),
    "cases.SensitivityForm": Pair("cases.change_sensitivity"),
    "cases.WallForm": Pair("cases.raise_wall"),
}

OTHERS = {
    "cases.CaseListForm": ASKS,
    "cases.HistoryForm": ASKS,
}
