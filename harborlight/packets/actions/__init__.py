"""What is done to packets: put together, built, compared, certified, sent."""

from harborlight.packets.actions.building import (
    EndedBefore,
    ask_build,
    ask_comparison,
    certify_build,
    finish_build,
    note_comparison,
    note_not_built,
)
from harborlight.packets.actions.exhibits import (
    add_form,
    add_papers,
    change_exhibit,
    move_exhibit,
    remove_exhibit,
    take_newest,
    use_set,
)
from harborlight.packets.actions.holding import AlreadySent
from harborlight.packets.actions.making import (
    NotReady,
    change_packet,
    make_packet,
    say_sent,
)
from harborlight.packets.actions.paragraphs import (
    save_paragraph,
    withdraw_paragraph,
)
from harborlight.packets.actions.sets import save_set, withdraw_set
from harborlight.packets.actions.wanted import answer_wanted, drop_wanted, want

__all__ = [
    "AlreadySent",
    "EndedBefore",
    "NotReady",
    "add_form",
    "add_papers",
    "answer_wanted",
    "ask_build",
    "ask_comparison",
    "certify_build",
    "change_exhibit",
    "change_packet",
    "drop_wanted",
    "finish_build",
    "make_packet",
    "move_exhibit",
    "note_comparison",
    "note_not_built",
    "remove_exhibit",
    "save_paragraph",
    "save_set",
    "say_sent",
    "take_newest",
    "use_set",
    "want",
    "withdraw_paragraph",
    "withdraw_set",
]
