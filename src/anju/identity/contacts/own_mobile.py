"""A member changes his mobile: a code to the old telephone, then one to the new."""

from datetime import datetime

from anju.centers.sealed import index_of
from anju.ground.identity import check_mobile, normalise
from anju.identity.codes.issue_code import issue_code
from anju.identity.codes.use_code import use_code
from anju.identity.contacts.member_codes import Place, about_member
from anju.identity.contacts.pages import Pages
from anju.identity.contacts.renew_mobile import renew_mobile
from anju.identity.models import Code
from anju.people.change_mobile import MobileAsItWas, MobileChanged
from anju.people.models import Member

NEW = Code.Purpose.MOBILE_NEW


def ask_new_mobile(*, member: Member, mobile: str, place: Place, now: datetime) -> datetime:
    """Send a code to the new number; answer when the next may be asked for.

    Raises BadMobile, MobileAsItWas for the number that stands already, TryLater.
    """
    number = _number(member, mobile)
    return issue_code(
        purpose=NEW,
        about=_about(member, number),
        to=number,
        session=place.session,
        address=place.address,
        now=now,
        words="用于登记为新的手机号码",
    )


def replace_own_mobile(
    *, member: Member, mobile: str, typed: str, place: Place, pages: Pages, now: datetime
) -> MobileChanged:
    """Take the new number's code and change the number; the old one's has been taken before.

    The code counts for this number only. Raises WrongCode, BadMobile, MobileAsItWas.
    (C-20, X-06, X-42, X-57.)
    """
    number = _number(member, mobile)
    use_code(
        purpose=NEW,
        about=_about(member, number),
        session=place.session,
        typed=typed,
        now=now,
    )
    by = f"member/{member.pk}"
    return renew_mobile(member=member, mobile=number, proven=True, by=by, pages=pages, now=now)


def _number(member: Member, mobile: str) -> str:
    number = check_mobile(normalise(mobile))
    if number == member.mobile:
        raise MobileAsItWas("没有变化：新手机号码与现在登记的号码相同。")
    return number


def _about(member: Member, number: str) -> str:
    mark = index_of(number, purpose="mobile") or b""
    return f"{about_member(member)}/{mark.hex()}"
