"""The last application to get ready: it wires what reacts to what."""

from django.apps import AppConfig


class WiringConfig(AppConfig):
    name = "northing.config"
    label = "wiring"

    def ready(self) -> None:
        """Wire the reactions, in every process."""
        from northing.config import reactions

        reactions.wire()
