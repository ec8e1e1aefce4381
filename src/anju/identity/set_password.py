"""The way by which the verb was known before it moved."""

from anju.identity.passwords.check_strength import WeakPassword
from anju.identity.passwords.set_password import set_password

__all__ = ["WeakPassword", "set_password"]
