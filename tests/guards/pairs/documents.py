"""Which action hears each form of `documents`."""

from tests.guards.pair import ASKS, ENTRY, PLACE, Pair

MADE = "made of what was chosen (documents/making.py)"
IN_ABOUT = "part of `about`"
PIECES = {"pieces": "photos of the tray (ui/tray.py)"}
PAPER = dict.fromkeys(
    ("issued_on", "expires_on", "country", "language", "tags"), IN_ABOUT
)

PAIRS = {
    "documents.ReturnForm": Pair(
        "documents.return_version", {"seconds": "measured (staff/spent.py)"}
    ),
    "documents.MoveForm": Pair("documents.move_version"),
    "documents.ReopenForm": Pair("documents.reopen_version"),
    "documents.ReturnSeveralForm": Pair("documents.return_several"),
    "documents.SplitForm": Pair(
        "documents.split_version", {"parts": "a box for each page says its part"}
    ),
    "documents.JoinForm": Pair(
        "documents.join_versions",
        {"order": "a box for each file says its place", "made": MADE},
    ),
    "documents.TurnForm": Pair(
        "documents.turn_pages",
        {"turns": "a box for each page says its turn", "made": MADE},
    ),
    "documents.PaperForm": Pair(
        "documents.receive_document",
        {"checked": ENTRY, "about": "the whole form", "slot": "the paper itself"}
        | PIECES,
        PAPER,
    ),
    "documents.SignedPagesForm": Pair(
        "documents.receive_document",
        {
            "checked": ENTRY,
            "about": "the whole form, and what is known of it",
            "slot": "the paper itself",
        }
        | PIECES,
        {"issued_on": IN_ABOUT},
    ),
    "documents.TranslationForm": Pair(
        "documents.receive_document",
        {"checked": ENTRY, "about": "the whole form", "slot": PLACE} | PIECES,
        {"translator": IN_ABOUT, "certificate": "a tag of `about`"},
    ),
    "documents.OfferedForm": Pair(
        "documents.offer_document",
        {
            "checked": ENTRY,
            "person": "whose page it is",
            "kind": "`what`, where nobody asked for it",
            "about": "see `AllOfThemForm`",
        },
        {"what": "what is asked for, or a kind", "issued_on": IN_ABOUT},
    ),
    "documents.RequestForm": Pair(
        "documents.request_document",
        {"applies_when": "playbooks alone say with which answers a paper applies"},
    ),
    "documents.HelperForm": Pair("documents.ask_helper"),
    "documents.DetailForm": Pair("documents.add_detail"),
    "documents.CannotForm": Pair("documents.say_cannot"),
    "documents.AskAgainForm": Pair("documents.ask_again"),
    "documents.AskAboutForm": Pair("documents.ask_about_paper"),
    "documents.WriteForm": Pair("documents.write_of_paper"),
    "documents.RuleForm": Pair("documents.add_rule"),
    "documents.AssignForm": Pair("documents.assign_version"),
    "documents.StandardForm": Pair("documents.set_standard"),
    "documents.WorkDayForm": Pair(
        "documents.change_paper_settings", columns="documents.PaperSettings"
    ),
    "documents.TookForm": Pair("documents.correct_time"),
    "documents.NamesForm": Pair("documents.set_names"),
    "documents.TagForm": Pair("documents.add_tag"),
    "documents.RetagForm": Pair("documents.retag"),
    "documents.ExpiryForm": Pair("documents.say_expiry"),
    "documents.WatchForm": Pair(
        "documents.change_paper_settings", columns="documents.PaperSettings"
    ),
    "documents.SampleForm": Pair(
        "documents.draw_sample", {"several": "what was closed since that day"}
    ),
    "documents.CheckedForm": Pair("documents.check_sampled"),
    "documents.FiledPaperForm": Pair(
        "documents.file_document", {"checked": ENTRY, "about": "see `PaperForm`"}, PAPER
    ),
}

OTHERS = {
    "documents.AllOfThemForm": "a part of `about`, of several papers at once",
    "documents.CertificateForm": "is printed and kept nowhere",
    "documents.QueueForm": ASKS,
    "documents.BoxForm": "one of several boxes that `redact_version` is told at once",
    "documents._PagesForm": "what the forms about pages have in common",
    "documents.TryForm": ASKS,
    "documents.ExpiringForm": ASKS,
    "documents.DatedForm": "what the forms about a paper have in common",
}
