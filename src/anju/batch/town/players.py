"""Whom the demo shows by name: members, agents and clerks with a password of their own."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from anju.batch.town.agents import NEWCOMER, add_agents, home_of
from anju.batch.town.borrowers import borrowers_of
from anju.batch.town.clerks import give_keys
from anju.batch.town.found import employer_of
from anju.batch.town.passwords import password_of, payment_password_of
from anju.batch.town.persons import joined_as, person
from anju.batch.town.plan import Firm, Hall
from anju.batch.town.sandbox import add_sandbox
from anju.batch.town.stories import EMPTY, GONE, MOVED, RETURNED, SEVERAL, THREE
from anju.identity.models import Credential, Enrolment
from anju.identity.passwords.check_strength import PersonWords
from anju.identity.passwords.pin import has_pin, set_pin
from anju.identity.passwords.set_password import set_password
from anju.people.models import Appointment, Member
from anju.policy.rules import value

Holder = Credential.Holder


@dataclass(frozen=True)
class Player:
    """A member the demo names: which person, a word for scripts, a sentence for people."""

    person: int
    special: str
    about: str


def members_of(hall: Hall) -> list[Player]:
    """The members with a password, an ordinary one first."""
    players = [
        Player(joined_as("big", 10), "big_employer", "5,000 人单位的职工，逐月正常缴存"),
        Player(joined_as("middle", 10), "middle_employer", "300 人单位的职工"),
        Player(joined_as("small", 1), "small_employer", "5 人单位的职工"),
        Player(SEVERAL, "several_accounts", "两个账户：原单位的已封存，现单位的正常"),
        Player(THREE, "three_accounts", "三个账户：两个已封存，一个正常"),
        Player(MOVED, "transferred", "账户从原单位转移到现单位"),
        Player(RETURNED, "returned", "封存后又启封"),
        Player(GONE, "sealed", "已离职，账户封存"),
        Player(EMPTY, "closed", "一个从未缴存的账户已销户，另一个正常"),
        Player(joined_as("big", 0), "at_the_cap", "缴存基数达到上限"),
        Player(joined_as("big", 20), "long_name", "姓名带间隔号"),
        Player(joined_as("big", 24), "rare_name", "姓名含生僻字"),
        Player(joined_as("arrears", 0), "arrears", "单位欠缴三个月"),
    ]
    players += [
        Player(index, "base_as_in_the_manual", "基数 1,808.00 元，比例 10%，月缴 180.80 元")
        for index in hall.bases
    ]
    return [player for player in players if _is_there(hall, player.person)]


@transaction.atomic
def give_passwords(*, hall: Hall) -> None:
    """Give every player, agent and clerk of the hall the password the demo book tells; all
    of them or none."""
    now = timezone.now()
    for index in (player.person for player in members_of(hall)):
        _let_in(hall, index, now)
    for index in (borrower.person for borrower in borrowers_of(hall)):
        member = _let_in(hall, index, now)
        if not has_pin(member.pk):
            pin = payment_password(hall, member)
            set_pin(member_id=member.pk, pin=pin, about=known_of(member), now=now)
    add_agents(hall=hall)
    for firm in hall.firms:
        employer = employer_of(hall, firm)
        registered = Appointment.objects.filter(employer=employer).exclude(agent__name=NEWCOMER)
        for each in registered.select_related("agent").order_by("id"):
            set_password(
                holder=Holder.AGENT,
                holder_id=each.agent_id,
                password=agent_password(hall, firm, each.agent.identity_number),
                now=now,
            )
    give_keys(hall=hall, now=now)
    add_sandbox(hall=hall)


def payment_password(hall: Hall, member: Member) -> str:
    """The payment password of a borrower, as the book tells it."""
    return payment_password_of(known_of(member), hall.code, member.identity_number)


def known_of(member: Member) -> PersonWords:
    """What others know about a member, and would try."""
    return PersonWords(member.name, member.identity_number, member.mobile)


def _let_in(hall: Hall, index: int, now: datetime) -> Member:
    member = Member.objects.get(identity_index=person(hall, index).identity_number)
    _open_the_hall(member, now)
    set_password(
        holder=Holder.MEMBER,
        holder_id=member.pk,
        password=password_of(hall.code, member.identity_number),
        now=now,
    )
    return member


def _open_the_hall(member: Member, now: datetime) -> None:
    """As if he had signed at the counter and used his telephone there."""
    mine = {"holder": Holder.MEMBER, "holder_id": member.pk, "ended_at": None}
    agreement = value("identity.agreement", on=now.date()).version
    signed = {"way": Enrolment.Way.COUNTER, "agreement": agreement, "at": now, "by": "town"}
    Enrolment.objects.get_or_create(**mine, defaults=signed)
    member.mobile_proven_at = now
    member.save(update_fields=["mobile_proven_at"])


def agent_password(hall: Hall, firm: Firm, identity_number: str) -> str:
    """An agent's password; the first agent's also opens the door by account and password."""
    home = home_of(hall, firm, identity_number)
    return password_of(hall.code, home.key, identity_number)


def _is_there(hall: Hall, index: int) -> bool:
    """In a shorter town the later joiners of a firm may be missing."""
    number = person(hall, index).identity_number
    return Member.objects.filter(identity_index=number).exists()
