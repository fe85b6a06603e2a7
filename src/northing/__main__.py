"""``northing`` on the command line."""

from __future__ import annotations

import sys


def version() -> str:
    """The version of the installed package."""
    from importlib.metadata import PackageNotFoundError
    from importlib.metadata import version as installed

    try:
        return installed("northing")
    except PackageNotFoundError:
        return "0+source"


def main() -> None:
    """Run one command and end the process with its exit code."""
    from northing.config.cli import TABLE
    from northing.kit.cli.table import run

    sys.exit(run(TABLE, version=version))


if __name__ == "__main__":
    main()
