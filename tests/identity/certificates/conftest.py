"""An agent of a mill in 信阳, and an authority the center trusts."""

from tests.certificates_of_the_town import _authority, authority
from tests.portals.conftest import agent, hall, mill

__all__ = ["_authority", "agent", "authority", "hall", "mill"]
