"""How the tests knock, and type what came by SMS."""

from datetime import datetime, timedelta

from tests.askers import NOW, Asker
from tests.people_of_the_town import TODAY

from anju.identity.enrolment.facts import Wish
from anju.identity.enrolment.knock import knock
from anju.identity.enrolment.open_knock import open_knock
from anju.identity.models import Knock
from anju.people.models import Member

Register, Reset = Knock.Kind.REGISTER, Knock.Kind.RESET
MINUTE = timedelta(minutes=1)
NONE = Wish()


def ask(who: Asker, kind=Register, *, session="s1", now: datetime = NOW, wish=NONE) -> Knock:
    return knock(
        kind=kind,
        facts=who.facts,
        session=session,
        address="203.0.113.9",
        today=TODAY,
        now=now,
        wish=wish,
    ).knock


def enter(code: str, kind=Register, *, session="s1", now: datetime = NOW) -> Knock:
    return open_knock(session=session, kind=kind, typed_code=code, now=now)


def member_of(who: Asker) -> Member:
    return Member.objects.get(identity_index=who.identity_number)
