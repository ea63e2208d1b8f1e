"""The deeds of a case, in their order, each with what stands before it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from tests.faults import papered
from tests.faults.answered import (
    add_an_entry,
    all_but_the_last_word,
    answer_a_page,
    answer_about_two,
    enter_at_the_desk,
    finish,
)
from tests.faults.billed import (
    agree,
    ask_for_trust_money,
    begin_to_pay,
    bill,
    issue,
    of_this_page,
)
from tests.faults.filed import (
    approve,
    approve_the_rest,
    attach,
    fill,
    fill_it_again,
    fill_the_rest,
    receipt,
    send_it,
    send_the_form_back,
    sign_the_rest,
    the_rest_of_the_answers,
)
from tests.faults.opened import (
    a_link,
    check,
    hand_it_over,
    invite,
    join,
    open_the_case,
    take_it_back,
    turn_it_down,
)
from tests.faults.papered import (
    a_file,
    a_paper,
    accept,
    receive,
    send_a_file,
    send_back,
)


def _nothing() -> None:
    return None


@dataclass(frozen=True)
class Deed:
    """prepare: what stands before it, done undisturbed; it tells the deed what it needs.

    is_alike: another one is written in the same way; it dies where everything is tried.
    """

    name: str
    act: Callable[[Any], Any]
    prepare: Callable[[], Any] = _nothing
    is_alike: bool = False


DEEDS = (
    Deed("open a case", open_the_case, check),
    Deed("turn down what was handed over", turn_it_down, hand_it_over),
    Deed("take back what was handed over", take_it_back, hand_it_over),
    Deed("invite", invite),
    Deed("accept an invitation", join, a_link),
    Deed("answer", answer_a_page),
    Deed("answer about two", answer_about_two),
    Deed("add an entry", add_an_entry),
    Deed("finish the questions", finish, all_but_the_last_word),
    Deed("enter answers at the desk", enter_at_the_desk),
    Deed("send a file", send_a_file),
    Deed("receive a document", receive, a_file),
    Deed("accept it", accept),
    Deed("send a paper back", send_back, a_paper),
    Deed("write of a paper", papered.write_of_it, a_paper, is_alike=True),
    Deed("keep what was read", papered.read_it, is_alike=True),
    Deed("finish a packet", papered.finish_it, papered.a_packet),
    Deed("split a file", papered.split_it),
    Deed("fill", fill, the_rest_of_the_answers),
    Deed("send a form back", send_the_form_back, fill_the_rest),
    Deed("approve", approve, fill_it_again),
    Deed("sign", receive, approve_the_rest),
    Deed("record sent", send_it, sign_the_rest),
    Deed("record receipt", receipt, a_file),
    Deed("attach a notice", attach, a_file),
    Deed("bill", bill),
    Deed("issue", issue),
    Deed("begin to pay", begin_to_pay),
)
# Of what the client paid into trust.
DEEDS_ONCE_PAID = (
    Deed("ask for trust money", ask_for_trust_money, of_this_page),
    Deed("agree to it", agree),
)
