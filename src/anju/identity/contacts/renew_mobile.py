"""Puts a member's new mobile on file and tells both numbers; every door changes it here."""

from datetime import datetime

from anju.identity.contacts.pages import Pages
from anju.identity.contacts.tell_numbers import tell_numbers
from anju.people.change_mobile import MobileChanged, change_mobile
from anju.people.models import Member


def renew_mobile(
    *, member: Member, mobile: str, proven: bool, by: str, pages: Pages, now: datetime
) -> MobileChanged:
    """Change the number, hold payouts, write to both.

    The door has proven the person: by both telephones, or at the counter with his identity
    card. Raises as `change_mobile`. (C-20, X-06, X-42, X-57; security B3.)
    """
    changed = change_mobile(member=member, mobile=mobile, proven=proven, by=by, now=now)
    tell_numbers(member=member, changed=changed, pages=pages, now=now)
    return changed
