"""What is written reaches the inbox of the simulated telephones, and waits while it is dead."""

from datetime import UTC, datetime, timedelta

from anju.gateways.bank import HttpBank
from anju.gateways.simulated import SimulatedBank
from anju.gateways.sms import HttpSms
from anju.identity.codes.issue_code import issue_code
from anju.identity.models import Code
from anju.notices.models import Message
from anju.notices.send_messages import send_messages

NOW = datetime(2026, 11, 18, 2, 0, tzinfo=UTC)
PHONE = "13800130888"


def ask() -> None:
    issue_code(
        purpose=Code.Purpose.PIN,
        about="member/1",
        to=PHONE,
        session="s",
        address="10.0.0.1",
        now=NOW,
        words="用于找回支付密码",
    )


def test_a_code_reaches_the_telephone_and_is_forgotten_here(
    xinyang, bank: HttpBank, levers: SimulatedBank
) -> None:
    ask()
    kept = Message.objects.get().text
    assert send_messages(gateway=HttpSms(), now=NOW) == 1
    [message] = levers.inbox(PHONE)
    assert message["text"] == kept
    assert Message.objects.get().text == ""


def test_a_code_waits_for_a_dead_gateway_as_long_as_it_is_good(
    xinyang, bank: HttpBank, levers: SimulatedBank, settings
) -> None:
    alive = settings.ANJU_SMS_URL
    settings.ANJU_SMS_URL = "http://127.0.0.1:9"
    ask()
    assert send_messages(gateway=HttpSms(), now=NOW) == 0
    settings.ANJU_SMS_URL = alive
    before = len(levers.inbox(PHONE))
    assert send_messages(gateway=HttpSms(), now=NOW + timedelta(seconds=5)) == 1
    assert len(levers.inbox(PHONE)) == before + 1
