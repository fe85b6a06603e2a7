"""What the browser sends about objectives and key results, and what the forms offer."""

from northing.features.okrs.forms.key_result import KeyResultForm
from northing.features.okrs.forms.objective import ObjectiveForm
from northing.features.okrs.forms.typed import LedgerForm

__all__ = ["KeyResultForm", "LedgerForm", "ObjectiveForm"]
