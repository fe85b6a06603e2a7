from django.apps import AppConfig


class OkrsConfig(AppConfig):
    name = "northing.features.okrs"
    label = "okrs"
    default_auto_field = "django.db.models.BigAutoField"
