"""What may be done with clients' money: theirs, never mixed, never overdrawn, never erased."""

from harborlight.trust.actions.depositing import (
    CaseIsShut,
    NotForTrust,
    NotWaitingToClear,
    clear_deposit,
    deposit,
    keep_deposit,
)
from harborlight.trust.actions.house_money import (
    MoreThanInterest,
    NettedSettlement,
    must_be_whole,
    post_house_money,
)
from harborlight.trust.actions.once import WrittenDownAlready
from harborlight.trust.actions.posting import (
    NotMoney,
    Side,
    StillToCome,
    TakesTwo,
    TooMuchOwnMoney,
    Unbalanced,
    open_account,
    post,
)
from harborlight.trust.actions.spending import (
    Backdated,
    Overdrawn,
    hold_back,
    let_go,
    release,
    reserve,
)
from harborlight.trust.actions.terms import set_terms

__all__ = [
    "Backdated",
    "CaseIsShut",
    "MoreThanInterest",
    "NettedSettlement",
    "NotForTrust",
    "NotMoney",
    "NotWaitingToClear",
    "Overdrawn",
    "Side",
    "StillToCome",
    "TakesTwo",
    "TooMuchOwnMoney",
    "Unbalanced",
    "WrittenDownAlready",
    "clear_deposit",
    "deposit",
    "hold_back",
    "keep_deposit",
    "let_go",
    "must_be_whole",
    "open_account",
    "post",
    "post_house_money",
    "release",
    "reserve",
    "set_terms",
]
