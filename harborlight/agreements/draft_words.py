"""What stands on the lines of invoices that are drafted from agreements and work."""

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

fill_up_words = _("Retainer, filled up again as agreed: yours until it is earned")


def duration(minutes: int) -> str:
    """ "1 h 30 min", as people write it."""
    hours, rest = divmod(minutes, 60)
    said = [gettext("%(n)s h") % {"n": hours}] if hours else []
    return " ".join(
        [*said, *([gettext("%(n)s min") % {"n": rest}] if rest or not hours else [])]
    )
