"""The town's agents hold certificates that open the door, and bad ones that do not."""

from pathlib import Path

import httpx
import pytest
from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding, pkcs12
from django.utils import timezone

from anju.batch.town.certificates import (
    BAD,
    give_certificates,
    page_of,
    trust_the_simulator,
)
from anju.batch.town.found import employer_of, found_firms
from anju.batch.town.plan import Hall
from anju.ground.errors import Refusal
from anju.identity.certificates.fetch_lists import authorities, fetch_lists
from anju.identity.certificates.sign_in import sign_in_with_certificate
from anju.identity.certificates.standing import Standing
from anju.identity.models import Certificate
from bank_fixtures import bank_process, levers
from bank_process import BankProcess
from batch.small_town import BEGINS, small_hall, step_back

__all__ = ["bank_process", "levers"]


@pytest.fixture
def town(xinyang, tmp_path: Path, settings, bank_process: BankProcess) -> Hall:
    settings.ANJU_UPLOADS = tmp_path / "uploads"
    settings.VAR, settings.ANJU_TRUST_DIR = tmp_path, tmp_path / "trust"
    settings.ANJU_CRL_URLS = [f"{bank_process.url}/ca/{one}.crl" for one in ("root", "issuing")]
    hall = small_hall("xinyang")
    step_back()
    found_firms(hall=hall, today=BEGINS)
    return hall


def test_every_firms_first_agent_comes_in_and_the_bad_ones_stay_outside(
    town: Hall, bank_process: BankProcess
) -> None:
    said: list[str] = []
    with httpx.Client(base_url=bank_process.url, trust_env=False) as web:
        trust_the_simulator(web)
        give_certificates(hall=town, web=web, say=said.append)
        bound = Certificate.objects.count()
        give_certificates(hall=town, web=web, say=said.append)
    assert Certificate.objects.count() == bound > 1
    assert len(said) == 1
    fetch_lists(authority=authorities(), now=timezone.now())
    employer = employer_of(town, town.firms[0])
    assert employer
    first = page_of(town, employer)
    told = first["certificate"]
    _, own, _ = pkcs12.load_key_and_certificates(
        Path(told["p12"]).read_bytes(), told["pin"].encode()
    )
    assert own is not None
    assert _enter(own).standing == Standing.OPEN
    for kind in BAD:
        pem = Path(first["bad_certificates"][kind]["pem"]).read_bytes()
        with pytest.raises(Refusal):
            _enter(x509.load_pem_x509_certificate(pem))


def _enter(own: x509.Certificate):
    return sign_in_with_certificate(
        encoded=own.public_bytes(Encoding.DER), chain=(), agreement="1", now=timezone.now()
    )
