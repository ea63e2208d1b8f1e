"""What may be done with clients' money: theirs, never mixed, never overdrawn, never erased."""

from harborlight.trust.actions.banks import (
    BankIsClosed,
    CrossesBanks,
    NotTheirBank,
    home_of,
)
from harborlight.trust.actions.depositing import (
    CaseIsShut,
    NotForTrust,
    NotWaitingToClear,
    clear_deposit,
    deposit,
    keep_deposit,
)
from harborlight.trust.actions.house_money import (
    InterestIsTheirs,
    MoreThanInterest,
    NettedSettlement,
    must_be_whole,
    post_house_money,
)
from harborlight.trust.actions.movements import (
    NotMoney,
    Side,
    StillToCome,
    TakesTwo,
    TooMuchOwnMoney,
    Unbalanced,
)
from harborlight.trust.actions.once import WrittenDownAlready
from harborlight.trust.actions.payees import (
    NotAPayee,
    NotCalledYet,
    NotYourCall,
    OneOfUs,
    add_payee,
    change_payee,
    confirm_payee,
    end_payee,
)
from harborlight.trust.actions.posting import open_account, post
from harborlight.trust.actions.spending import (
    Backdated,
    Overdrawn,
    hold_back,
    let_go,
    release,
    reserve,
)
from harborlight.trust.actions.terms import set_terms
from harborlight.trust.actions.unknown import (
    NotOnThisCase,
    NotOpenAnyMore,
    SecondPerson,
    agree_whose,
    decline_whose,
    say_whose,
    take_unknown,
)

__all__ = [
    "Backdated",
    "BankIsClosed",
    "CaseIsShut",
    "CrossesBanks",
    "InterestIsTheirs",
    "MoreThanInterest",
    "NettedSettlement",
    "NotAPayee",
    "NotCalledYet",
    "NotForTrust",
    "NotMoney",
    "NotOnThisCase",
    "NotOpenAnyMore",
    "NotTheirBank",
    "NotWaitingToClear",
    "NotYourCall",
    "OneOfUs",
    "Overdrawn",
    "SecondPerson",
    "Side",
    "StillToCome",
    "TakesTwo",
    "TooMuchOwnMoney",
    "Unbalanced",
    "add_payee",
    "agree_whose",
    "change_payee",
    "WrittenDownAlready",
    "clear_deposit",
    "confirm_payee",
    "decline_whose",
    "deposit",
    "end_payee",
    "hold_back",
    "home_of",
    "keep_deposit",
    "let_go",
    "must_be_whole",
    "open_account",
    "post",
    "post_house_money",
    "release",
    "reserve",
    "say_whose",
    "set_terms",
    "take_unknown",
]
