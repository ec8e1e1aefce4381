"""The demo book: where every hall is and how its people sign in."""

from pathlib import Path
from typing import Any

from django.conf import settings

from anju.batch.town.agents import NEWCOMER, newcomers_of
from anju.batch.town.askers import askers_of
from anju.batch.town.cards import card_entries, strangers_entry
from anju.batch.town.cast import borrower_entries
from anju.batch.town.certificates import page_of as certificates_of
from anju.batch.town.clerks import CLERKS, staff_password, totp_secret
from anju.batch.town.files import ENDINGS
from anju.batch.town.found import employer_of
from anju.batch.town.passwords import password_of
from anju.batch.town.payroll import stem_of
from anju.batch.town.persons import person
from anju.batch.town.plan import Firm, Hall
from anju.batch.town.players import Player, agent_password, members_of
from anju.batch.town.sandbox import sandbox_key, sandbox_of
from anju.centers.current import inside
from anju.people.lists import accounts_of
from anju.people.models import Agent, Appointment, Employer, Member, Staff

Entry = dict[str, Any]


def book_of(halls: list[Hall], *, rosters: Path) -> Entry:
    """The whole book of these halls; `rosters` is the folder in which their lists lie."""
    centers = {}
    for hall in halls:
        with inside(hall.code):
            centers[hall.code] = page_of(hall, rosters=rosters / hall.code)
    simulators = settings.ANJU_SIMULATORS_URL
    return {
        "centers": centers,
        "simulators": {
            "url": simulators,
            "sms_inbox": f"{simulators}/sms/inbox",
            "bank": f"{simulators}/bank",
            "authority": f"{simulators}/ca",
            "ukey": f"{simulators}/ukey",
        },
    }


def page_of(hall: Hall, *, rosters: Path) -> Entry:
    """The current center's part of the book."""
    firms = [(firm, employer_of(hall, firm)) for firm in hall.firms]
    cards = card_entries(hall)
    return {
        "url": settings.ANJU_PUBLIC_URL.format(center=hall.code),
        "https_url": settings.ANJU_SECURE_URL.format(center=hall.code),
        # For tools that cannot resolve names under .localhost.
        "https_path_url": f"https://127.0.0.1:{settings.PORT + 2}/c/{hall.code}",
        "members": [
            {**_member(hall, player), "bank_card": cards.get(player.person)}
            for player in members_of(hall)
        ],
        # Who shows withdrawals, and where each stands.
        "borrowers": borrower_entries(hall),
        # Somebody else's: binding it is refused.
        "strangers_card": strangers_entry(hall),
        "members_not_registered": askers_of(),
        "employers": [
            _employer(hall, firm, employer, rosters) for firm, employer in firms if employer
        ],
        "sandbox": _sandbox(hall),
        "staff": [_clerk(hall, login) for login, _, _ in CLERKS],
    }


def _member(hall: Hall, player: Player) -> Entry:
    number = person(hall, player.person).identity_number
    member = Member.objects.get(identity_index=number)
    return {
        "identity_number": member.identity_number,
        "password": password_of(hall.code, member.identity_number),
        "name": member.name,
        "mobile": member.mobile,
        "special": player.special,
        "about": player.about,
        "accounts": [account.number for account in accounts_of(member=member)],
    }


def _employer(hall: Hall, firm: Firm, employer: Employer, rosters: Path) -> Entry:
    agents = [
        {
            "identity_number": each.agent.identity_number,
            "name": each.agent.name,
            "mobile": each.agent.mobile,
            "role": each.role,
            "password": agent_password(hall, firm, each.agent.identity_number),
        }
        for each in Appointment.objects.select_related("agent")
        .filter(employer=employer)
        .exclude(agent__name=NEWCOMER)
        .order_by("id")
    ]
    files = {ending: rosters / f"{stem_of(firm)}.{ending}" for ending in ENDINGS}
    return {
        "account": employer.number,
        "agent_identity_number": agents[0]["identity_number"],
        "password": agents[0]["password"],
        "agent_name": agents[0]["name"],
        "name": employer.name,
        "special": firm.special,
        "staff_count": employer.accounts.filter(state="01").count(),
        "bank_account": hall.bank_account(firm),
        "paid_through": str(employer.paid_through or ""),
        "agents": agents,
        "not_registered": [_newcomer(each.agent) for each in newcomers_of(employer)],
        "rosters": {ending: str(path) for ending, path in files.items() if path.exists()},
        **certificates_of(hall, employer),
    }


def _sandbox(hall: Hall) -> Entry:
    """The employer on whom programs may be tried, and its key."""
    employer = sandbox_of(hall)
    if employer is None:
        return {}
    return {
        "name": employer.name,
        "account": employer.number,
        "token": sandbox_key(),
        "api": f"{settings.ANJU_PUBLIC_URL.format(center=hall.code)}/api/v1/",
    }


def _newcomer(agent: Agent) -> Entry:
    return {
        "identity_number": agent.identity_number,
        "name": agent.name,
        "mobile": agent.mobile,
    }


def _clerk(hall: Hall, login: str) -> Entry:
    clerk = Staff.objects.get(login=login)
    return {
        "login": clerk.login,
        "password": staff_password(hall, login),
        "totp_secret": totp_secret(hall, login),
        "role": clerk.role,
        "name": clerk.name,
    }
