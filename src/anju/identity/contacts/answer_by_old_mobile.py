"""Whoever holds the old telephone answers a proposal with a code, without signing in."""

from datetime import datetime

from anju.ground.identity import normalise
from anju.identity.codes.issue_code import issue_code
from anju.identity.codes.use_code import WrongCode, use_code
from anju.identity.contacts.answer_correction import answer_correction
from anju.identity.contacts.member_codes import Place
from anju.identity.contacts.pages import Pages
from anju.identity.models import Code
from anju.people.corrections.proposals import proposal_numbered
from anju.people.models import Proposal

NUMBER_MOST = 20


def ask_old_mobile(*, number: str, place: Place, now: datetime) -> datetime:
    """Send a code to the telephone on file of the one whom the proposal is about.

    An invented, decided or late number does the same work for nobody, so that nothing can be
    told apart. Answers when the next may be asked for; raises TryLater.
    """
    found = proposal_numbered(number=_read(number), now=now)
    return issue_code(
        purpose=Code.Purpose.PROPOSAL,
        about=f"proposal/{_read(number)}",
        to=found.member.mobile if found else "",
        session=place.session,
        address=place.address,
        now=now,
        words="用于答复单位提出的资料更正",
    )


def answer_by_old_mobile(
    *, number: str, accept: bool, typed: str, place: Place, pages: Pages, now: datetime
) -> Proposal:
    """Take the code and answer the proposal.

    Raises WrongCode for a wrong code and an unknown number alike, else as `decide_proposal`.
    (Security C1.)
    """
    use_code(
        purpose=Code.Purpose.PROPOSAL,
        about=f"proposal/{_read(number)}",
        session=place.session,
        typed=typed,
        now=now,
    )
    found = proposal_numbered(number=_read(number), now=now)
    if found is None:
        raise WrongCode("验证码不对或已失效。请核对短信中的 6 位数字，或重新获取验证码。")
    return answer_correction(
        proposal=found,
        accept=accept,
        how=Proposal.How.OLD_MOBILE,
        by=f"mobile of member/{found.member_id}",
        pages=pages,
        now=now,
    )


def _read(number: str) -> str:
    return normalise(number)[:NUMBER_MOST].upper()
