"""王芳 and her telephone, for pages that need no signing in."""

from tests.portals.member.conftest import fang  # noqa: F401 - a fixture
