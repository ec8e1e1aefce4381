"""Text messages over HTTP, handed to the gateway at ANJU_SMS_URL."""

import json

from django.conf import settings

from anju.gateways.line import Line
from anju.gateways.messages import read_object
from anju.notices.sms import SmsNotSent
from anju.payments.bank import BankSilent


class HttpSms:
    """The gateway at ANJU_SMS_URL; it shares ANJU_BANK_KEY with us."""

    def __init__(self) -> None:
        self._line = Line(url=settings.ANJU_SMS_URL, key=settings.ANJU_BANK_KEY)

    def send(self, to: str, text: str) -> str:
        """Hand over one message for a mobile number and return the gateway's id of it.

        Raises SmsNotSent without a usable answer, or when the number or the text is refused.
        """
        body = json.dumps({"to": to, "text": text}, ensure_ascii=False).encode()
        try:
            status, answer = self._line.ask("POST", "/sms/messages", body)
            message_id = read_object(answer).get("message_id")
        except BankSilent as silent:
            raise SmsNotSent("短信网关没有可用的答复。") from silent
        if status != 202 or not isinstance(message_id, str):
            raise SmsNotSent(f"短信网关没有受理（{status}）。")
        return message_id
