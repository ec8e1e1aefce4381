"""What an asker says of himself, and how it is kept until it is needed."""

import json
from dataclasses import asdict, dataclass

from anju.ground.errors import Refusal
from anju.ground.identity import check_name, normalise


@dataclass(frozen=True)
class Facts:
    """Who somebody says he is: by identity number, or (X-05) by account number."""

    name: str
    identity_number: str
    mobile: str = ""
    account: str = ""

    @property
    def about(self) -> str:
        """Whom it is about, in the form that tries are counted by; the asker's own words."""
        return normalise(self.account or self.identity_number).upper()[:40]

    def has_name(self, name: str) -> bool:
        """Whether the name is the registered one, whatever dots and spaces were typed."""
        return _plain(self.name) == _plain(name)

    def has_mobile(self, mobile: str) -> bool:
        """Whether the mobile is the registered one, or none was asked for."""
        return not self.mobile or normalise(self.mobile) == mobile


@dataclass(frozen=True)
class Wish:
    """What an asker chose on his way: the agreement's version, his anti-phishing phrase."""

    agreement: str = ""
    phrase: str = ""


def packed(facts: Facts) -> str:
    """The facts as text, to be sealed."""
    return json.dumps(asdict(facts), ensure_ascii=False)


def unpacked(text: str) -> Facts:
    """The facts from that text again."""
    return Facts(**json.loads(text))


def _plain(name: str) -> str:
    try:
        return check_name(name)
    except Refusal:
        return name
