from django.apps import AppConfig


class ActivityConfig(AppConfig):
    name = "northing.kit.activity"
    label = "kit_activity"
    default_auto_field = "django.db.models.BigAutoField"
