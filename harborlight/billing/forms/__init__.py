"""What must be said of invoices, payments, and money that is to leave again."""

from harborlight.billing.forms.invoices import (
    GovernmentFeeForm,
    InvoiceForm,
    LineForm,
)
from harborlight.billing.forms.payments import ReceivedForm
from harborlight.billing.forms.withdrawals import (
    CorrectionForm,
    DeclineForm,
    WithdrawalForm,
)

__all__ = [
    "CorrectionForm",
    "DeclineForm",
    "GovernmentFeeForm",
    "InvoiceForm",
    "LineForm",
    "ReceivedForm",
    "WithdrawalForm",
]
