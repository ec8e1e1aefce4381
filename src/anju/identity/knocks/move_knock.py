"""Carries a proven knock over to the session's new name."""

from anju.identity.models import Knock


def move_knock(*, knock: Knock, session: str) -> None:
    """Bind a knock to another name of its session: whoever planted the session's old key in
    somebody's browser can not go on with what was proven there. (ASVS 7.2.4.)"""
    knock.session = session
    knock.save(update_fields=["session"])
