from django.apps import AppConfig


class FilingsConfig(AppConfig):
    name = "harborlight.filings"
