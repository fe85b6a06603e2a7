"""Plans printed again: OKR Markdown, OKR YAML, CSV and XLSX. What is written, `read_document` reads back."""

from northing.features.exchange.adapters.writers.markdown import write_markdown
from northing.features.exchange.adapters.writers.sheets import write_csv, write_xlsx
from northing.features.exchange.adapters.writers.yaml import write_yaml

__all__ = ["write_csv", "write_markdown", "write_xlsx", "write_yaml"]
