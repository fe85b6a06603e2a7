"""The last application to get ready: it wires what reacts to what."""

from django.apps import AppConfig


class WiringConfig(AppConfig):
    name = "northing.config"
    label = "wiring"

    def ready(self) -> None:
        """Wire the reactions and the demo's words, in every process."""
        from northing.config import reactions
        from northing.demo.wording import SENTENCES
        from northing.kit.wording import register_sentences

        reactions.wire()
        register_sentences(SENTENCES)
