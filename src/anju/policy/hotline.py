"""The number people call when something is not as it should be."""

from datetime import datetime

from anju.policy.items import CHINA
from anju.policy.rules import profile, value


def hotline(*, now: datetime, center: str = "") -> str:
    """The hotline (服务热线) of the current center, or of the one whose code is given.

    With a code no database is asked, so that a page about a fault can name the number too.
    """
    day = now.astimezone(CHINA).date()
    of_center = profile(center).value if center else value
    return str(of_center("hall.hotline", on=day))
