from django.apps import AppConfig


class OutboxConfig(AppConfig):
    name = "northing.kit.outbox"
    label = "kit_outbox"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from northing.kit.outbox import wording  # noqa: F401  (registers its sentences)
