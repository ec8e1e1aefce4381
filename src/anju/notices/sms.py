"""What we need of whoever carries text messages, without knowing how."""

from typing import Protocol


class SmsNotSent(Exception):
    """Nobody knows whether the message left, or the gateway would not take it."""


class Sms(Protocol):
    """A gateway for text messages."""

    def send(self, to: str, text: str) -> str:
        """Hand over one message for a mobile number and return the gateway's id of it.

        Raises SmsNotSent without a usable answer, or when the number or the text is refused.
        """
        ...
