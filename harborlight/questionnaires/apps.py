from django.apps import AppConfig


class QuestionnairesConfig(AppConfig):
    name = "harborlight.questionnaires"
