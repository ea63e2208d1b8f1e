"""What must be said of invoices, payments, and money that is to leave again."""

from harborlight.billing.forms.advances import AdvanceForm, RepayForm
from harborlight.billing.forms.invoices import (
    GovernmentFeeForm,
    InvoiceForm,
    LineForm,
)
from harborlight.billing.forms.notices import NoticeForm, ObjectForm
from harborlight.billing.forms.payees import (
    CallBackForm,
    PayeeAccountForm,
    PayeeForm,
)
from harborlight.billing.forms.payments import ReceivedForm
from harborlight.billing.forms.reductions import (
    DiscountForm,
    LatePolicyForm,
    LetterheadForm,
    ReduceForm,
    TaxForm,
)
from harborlight.billing.forms.trust import (
    ChargebackForm,
    ClearForm,
    DepositForm,
    HoldForm,
    HouseMoneyForm,
    ReleaseForm,
    TermsForm,
)
from harborlight.billing.forms.unknown import LeaveForm, UnknownForm, WhoseForm
from harborlight.billing.forms.withdrawals import (
    CorrectionForm,
    DeclineForm,
    WithdrawalForm,
)

__all__ = [
    "AdvanceForm",
    "CallBackForm",
    "ChargebackForm",
    "ClearForm",
    "CorrectionForm",
    "DeclineForm",
    "DepositForm",
    "DiscountForm",
    "GovernmentFeeForm",
    "HoldForm",
    "HouseMoneyForm",
    "InvoiceForm",
    "LatePolicyForm",
    "LetterheadForm",
    "LineForm",
    "NoticeForm",
    "ObjectForm",
    "PayeeAccountForm",
    "PayeeForm",
    "ReceivedForm",
    "ReleaseForm",
    "RepayForm",
    "TermsForm",
    "ReduceForm",
    "TaxForm",
    "LeaveForm",
    "UnknownForm",
    "WhoseForm",
    "WithdrawalForm",
]
