"""Which action hears each form of `packets`."""

from tests.guards.pair import Pair

PAIRS = {
    "packets.PacketForm": Pair("packets.make_packet"),
    "packets.PapersForm": Pair("packets.add_papers"),
    "packets.ExhibitForm": Pair(
        "packets.change_exhibit",
        also={"paragraph": "its words, behind those of the text"},
    ),
    "packets.MoveExhibitForm": Pair("packets.move_exhibit"),
    "packets.UseSetForm": Pair("packets.use_set"),
    "packets.WantedForm": Pair("packets.want"),
    "packets.AnswerForm": Pair("packets.answer_wanted"),
    "packets.CertifyForm": Pair("packets.certify_build"),
    "packets.SentForm": Pair("packets.say_sent"),
    "packets.SetForm": Pair("packets.save_set"),
    "packets.ParagraphForm": Pair("packets.save_paragraph"),
}
