from pathlib import Path

from django.apps import AppConfig
from django.conf import settings

from harborlight.law.packs import also_in


class FilingsConfig(AppConfig):
    name = "harborlight.filings"

    def ready(self) -> None:
        if settings.PACKS_FOLDER:
            also_in(Path(settings.PACKS_FOLDER))
