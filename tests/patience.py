"""What a busy machine may take its time for: no test fails because others ran beside it."""

import pytest
from hypothesis import HealthCheck, settings

from anju.documents.materials import clean_file
from anju.gateways import line

SECONDS = 120

# The same examples every time, and none too late: who looks for new ones says so by
# `--hypothesis-profile=search`.
settings.register_profile(
    "house", deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow]
)
settings.register_profile("search", parent=settings.get_profile("house"), derandomize=False)
settings.load_profile("house")


def be_patient(patch: pytest.MonkeyPatch) -> None:
    """Programs beside the tests start late and answer late; what is said of silence and of
    bombs sets limits of its own."""
    patch.setattr(clean_file, "SECONDS", SECONDS)
    for limit in ("CONNECT_SECONDS", "READ_SECONDS", "WHOLE_SECONDS"):
        patch.setattr(line, limit, SECONDS)
