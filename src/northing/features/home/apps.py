from django.apps import AppConfig


class HomeConfig(AppConfig):
    name = "northing.features.home"
    label = "home"
    default_auto_field = "django.db.models.BigAutoField"
