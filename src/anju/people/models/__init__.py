"""Members, employers, agents, staff, and the fund accounts that tie them together."""

from anju.people.models.changes import EmployerChange, RatioChange
from anju.people.models.employers import Agent, Appointment, Employer
from anju.people.models.freezes import Freeze
from anju.people.models.holds import Hold
from anju.people.models.members import AccountEvent, FundAccount, Member
from anju.people.models.proposals import Proposal
from anju.people.models.requests import MobileRequest
from anju.people.models.staff import Staff, StaffGrant

__all__ = [
    "AccountEvent",
    "Agent",
    "Appointment",
    "Employer",
    "EmployerChange",
    "Freeze",
    "FundAccount",
    "Hold",
    "Member",
    "MobileRequest",
    "Proposal",
    "RatioChange",
    "Staff",
    "StaffGrant",
]
