"""What the browser sends about examples."""

from northing.features.writing.forms.library import UseForm, filled

__all__ = ["UseForm", "filled"]
