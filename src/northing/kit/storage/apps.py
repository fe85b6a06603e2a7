from django.apps import AppConfig


class StorageConfig(AppConfig):
    name = "northing.kit.storage"
    label = "kit_storage"
    default_auto_field = "django.db.models.BigAutoField"
