"""王芳, who signs in and has proven her mobile, and what is written to telephones."""

from datetime import UTC, datetime

import pytest
from tests.people_of_the_town import employer, opening, staff

from anju.identity.models import Holder
from anju.identity.passwords.set_password import set_password
from anju.notices.models import Message
from anju.people.models import Employer, Member

NOW = datetime(2026, 11, 18, 2, 0, tzinfo=UTC)


@pytest.fixture
def mill(xinyang) -> Employer:
    made = employer()
    staff(made, opening(1, "王芳"))
    return made


@pytest.fixture
def fang(mill: Employer) -> Member:
    """王芳, who signs in and has proven her mobile."""
    member = Member.objects.get()
    member.mobile_proven_at = NOW
    member.save(update_fields=["mobile_proven_at"])
    set_password(holder=Holder.MEMBER, holder_id=member.pk, password="weave-9-yards", now=NOW)
    return member


def told(mobile: str) -> str:
    """Everything written to a number, the last first."""
    found = Message.objects.filter(to_index=mobile).order_by("-id")
    return "\n".join(message.text for message in found)
