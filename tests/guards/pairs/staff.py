"""The forms of `staff` that no action hears."""

from tests.guards.pair import ASKS

OTHERS = {
    "staff._Asking": ASKS,
    "staff.FindPapersForm": ASKS,
    "staff.AskForm": ASKS,
    "staff.LooksForm": ASKS,
    "staff.LogForm": ASKS,
    "staff.ExportForm": ASKS,
}
