from django.apps import AppConfig


class ApiConfig(AppConfig):
    name = "northing.kit.api"
    label = "kit_api"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from northing.kit.api import wording  # noqa: F401  (registers its sentences)
