"""A phone is proven at the counter: its owner reads a code from it, there and then."""

from datetime import datetime

from anju.ground.identity import check_mobile, normalise
from anju.identity.codes.issue_code import issue_code
from anju.identity.codes.use_code import use_code
from anju.identity.contacts.member_codes import Place
from anju.identity.models import Code
from anju.people.models import Member

PURPOSE = Code.Purpose.MOBILE_NEW


def ask_phone(
    *, member: Member, mobile: str, place: Place, words: str, now: datetime
) -> datetime:
    """Send a code to the phone that lies on the counter; when the next may be asked for.

    Raises BadMobile, TryLater.
    """
    number = check_mobile(normalise(mobile))
    return issue_code(
        purpose=PURPOSE,
        about=_about(member, number),
        to=number,
        session=place.session,
        address=place.address,
        now=now,
        words=words,
    )


def prove_phone(*, member: Member, mobile: str, place: Place, typed: str, now: datetime) -> str:
    """Take the code for exactly this member and this number; the number as it is kept.

    Raises BadMobile, WrongCode.
    """
    number = check_mobile(normalise(mobile))
    use_code(
        purpose=PURPOSE,
        about=_about(member, number),
        session=place.session,
        typed=typed,
        now=now,
    )
    return number


def _about(member: Member, number: str) -> str:
    return f"counter/member/{member.pk}/{number}"
