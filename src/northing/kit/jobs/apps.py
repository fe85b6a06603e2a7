from django.apps import AppConfig


class JobsConfig(AppConfig):
    name = "northing.kit.jobs"
    label = "kit_jobs"
    default_auto_field = "django.db.models.BigAutoField"
