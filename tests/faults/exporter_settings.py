"""The house's settings with a writer of workbooks that gets stuck."""

from anju.settings import *  # noqa: F403

ANJU_EXPORT_WRITER = "faults.exporter.StuckWriter"
