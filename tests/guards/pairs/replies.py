"""Which action hears each form of `replies`."""

from tests.guards.pair import Pair

PAIRS = {
    "replies.OpenForm": Pair("replies.open_reply"),
    "replies.ReadForm": Pair("replies.say_read"),
    "replies.DayForm": Pair("replies.set_day"),
    "replies.PointForm": Pair("replies.add_point"),
    "replies.AnswerPointForm": Pair("replies.answer_point"),
    "replies.AttachForm": Pair("replies.attach_paper"),
    "replies.SeenForm": Pair("replies.approve_letter"),
    "replies.LetterForm": Pair("replies.write_letter"),
    "replies.ReturnLetterForm": Pair("replies.return_letter"),
    "replies.PackForm": Pair("replies.pack_reply"),
    "replies.SecondForm": Pair("replies.second_reply"),
    "replies.SentForm": Pair("replies.say_sent"),
    "replies.ArrivedForm": Pair("replies.say_arrived"),
    "replies.EndForm": Pair("replies.end_reply"),
}
