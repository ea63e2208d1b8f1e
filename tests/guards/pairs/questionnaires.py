"""Which action hears each form of `questionnaires`."""

from tests.guards.pair import PLACE, Pair

DRAFT = {
    "definition": "the whole draft, with what the form changes in it",
    "place": "what of it is changed, for the log",
}

PAIRS = {
    "questionnaires.RowForm": Pair(
        "questionnaires.enter_answers",
        {
            "values": "its fields are the questions of the page",
            "over": "the versions of those",
            "group": PLACE,
            "entry": PLACE,
            "form": "the filled form that led here, in the address",
        },
    ),
    "questionnaires.TitleForm": Pair("questionnaires.change_draft", DRAFT),
    "questionnaires.PartForm": Pair("questionnaires.change_draft", DRAFT),
    "questionnaires.ListForm": Pair("questionnaires.change_draft", DRAFT),
    "questionnaires.QuestionForm": Pair(
        "questionnaires.change_draft", DRAFT, {"is_required": "in `definition`"}
    ),
    "questionnaires.ConditionForm": Pair(
        "questionnaires.change_draft",
        DRAFT | {"seen": "the form beside it says so"},
        {"asked": "in `definition`", "joined": "in `definition`"},
    ),
    "questionnaires.NoteForm": Pair("questionnaires.publish_draft"),
    "questionnaires.TakeBackForm": Pair("questionnaires.take_back"),
    "questionnaires.ScreenForm": Pair(
        "questionnaires.answer",
        dict.fromkeys(
            ("screen", "answers", "over", "entry", "name", "beside"),
            "its fields are the questions of the screen; `answers` and `over` are those",
        )
        | {"helper": "the link that the page was opened by"},
    ),
    "questionnaires.AnswerHelperForm": Pair("questionnaires.ask_answer_helper"),
    "questionnaires.AskAgainForm": Pair(
        "questionnaires.ask_again", {"fact": PLACE, "entry": PLACE}
    ),
    "questionnaires.AnswerClientForm": Pair("questionnaires.answer_client"),
}

OTHERS = {
    "questionnaires.TextsForm": "what the forms of a draft have in common",
}
