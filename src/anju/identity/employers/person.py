"""What a password of an agent must not be made of."""

from anju.identity.passwords.check_strength import PersonWords
from anju.people.models import Agent


def words_about(agent: Agent, *, also: str = "") -> PersonWords:
    """His name and numbers, and those of every employer he serves."""
    served = agent.appointments.filter(active=True).select_related("employer")
    others = [
        word for one in served for word in (one.employer.number, one.employer.credit_code)
    ]
    return PersonWords(
        name=agent.name,
        identity_number=agent.identity_number,
        mobile=agent.mobile,
        others=(*others, *([also] if also else [])),
    )
