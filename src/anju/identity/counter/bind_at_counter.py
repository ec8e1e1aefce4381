"""Binds the certificate of an agent who stands at the counter with his U-Key (C-24)."""

from datetime import datetime

from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding

from anju.ground.errors import Refusal
from anju.identity.certificates.bind_certificate import bind_certificate
from anju.identity.counter.card import check_card
from anju.identity.counter.open_person import OwnFile, is_self
from anju.identity.models import Certificate
from anju.people.find import appointments_at
from anju.people.models import Agent, Staff
from anju.people.staff.actor import actor_of

LARGEST = 64 * 1024
PEM = b"-----BEGIN CERTIFICATE-----"


class NotHisEmployer(Refusal):
    code = "identity.not_his_employer"


class NoCertificateFile(Refusal):
    code = "identity.no_certificate_file"


def bind_at_counter(
    *,
    agent: Agent,
    employer_number: str,
    content: bytes,
    card_checked: bool,
    by: Staff,
    now: datetime,
) -> Certificate:
    """Bind the certificate in a file (PEM with its chain, or DER) to the agent's appointment.

    The file holds nothing secret: that the agent has the key, each sign-in proves. Raises
    OwnFile, CardNotChecked, NotHisEmployer, NoCertificateFile, and what `bind_certificate`
    raises. (C-24; security C4.)
    """
    if is_self(by, agent):
        raise OwnFile("不能为本人绑定证书，请由其他柜员办理。")
    check_card(card_checked)
    offices = appointments_at(employer_number=employer_number)
    office = next((one for one in offices if one.agent_id == agent.pk), None)
    if office is None:
        raise NotHisEmployer("这位经办人没有在这个单位任职，请核对单位账号或先办理经办人登记。")
    chain = _read(content)
    return bind_certificate(
        encoded=chain[0], chain=chain, appointment=office, by=actor_of(by), now=now
    )


def _read(content: bytes) -> list[bytes]:
    if not content or len(content) > LARGEST:
        raise NoCertificateFile(
            "请选择从 U-Key 导出的证书文件（.cer、.crt 或 .pem，不含私钥）。"
        )
    if PEM not in content:
        return [content]
    try:
        found = x509.load_pem_x509_certificates(content)
    except ValueError as error:
        raise NoCertificateFile("这个文件里的证书读不出来，请重新导出后再试。") from error
    return [one.public_bytes(Encoding.DER) for one in found]
