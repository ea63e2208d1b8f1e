from harborlight.billing.tests.conftest import case, invoice, payer

__all__ = ["case", "invoice", "payer"]
