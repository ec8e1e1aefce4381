"""What the door knows: secrets (only their hashes), sessions, codes, wizards, certificates."""

from anju.identity.models.certificates import Certificate, RevocationList, SignChallenge
from anju.identity.models.codes import Code, SpentPuzzle, Tally
from anju.identity.models.credentials import Activation, Credential, Holder, Pin
from anju.identity.models.enrolment import Enrolment, Knock
from anju.identity.models.factors import KeyCeremony, Passkey, Totp
from anju.identity.models.feeds import CalendarFeed
from anju.identity.models.tokens import ApiDeed, ApiToken
from anju.identity.models.visits import Disavowal, Visit

__all__ = [
    "Activation",
    "ApiDeed",
    "ApiToken",
    "CalendarFeed",
    "Certificate",
    "Code",
    "Credential",
    "Disavowal",
    "Enrolment",
    "Holder",
    "KeyCeremony",
    "Knock",
    "Passkey",
    "Pin",
    "RevocationList",
    "SignChallenge",
    "SpentPuzzle",
    "Tally",
    "Totp",
    "Visit",
]
