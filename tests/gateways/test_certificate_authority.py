"""What a real authority publishes arrives, and its faults open no door."""

from pathlib import Path

import httpx
import pytest
from tests.certificates_of_the_town import now

from anju.gateways.certificate_authority import HttpAuthority
from anju.identity.certificates import fetch_lists as module
from anju.identity.certificates.fetch_lists import AuthoritySilent, fetch_lists
from anju.identity.models import RevocationList
from bank_process import BankProcess


@pytest.fixture
def web(bank_process: BankProcess, tmp_path: Path, settings):
    settings.ANJU_TRUST_DIR = tmp_path
    settings.ANJU_CRL_URLS = [f"{bank_process.url}/ca/{one}.crl" for one in ("root", "issuing")]
    with httpx.Client(base_url=bank_process.url, trust_env=False) as client:
        (tmp_path / "anchors.pem").write_bytes(client.get("/ca/anchors.pem").content)
        yield client
        client.put("/ca/faults", json={"mode": "none"})


def test_both_lists_are_fetched_and_kept(web, xinyang) -> None:
    fetch_lists(authority=HttpAuthority(), now=now())
    assert RevocationList.objects.filter(next_at__gt=now()).count() == 2


@pytest.mark.parametrize("mode", ["down", "forged"])
def test_a_silent_or_forged_authority_changes_nothing(web, xinyang, mode: str) -> None:
    fetch_lists(authority=HttpAuthority(), now=now())
    before = list(RevocationList.objects.order_by("pk").values_list("encoded", flat=True))
    issuing = RevocationList.objects.order_by("pk")[1].encoded
    web.put("/ca/faults", json={"mode": mode})
    fetch_lists(authority=HttpAuthority(), now=now())
    after = RevocationList.objects.order_by("pk")
    assert bytes(after[1].encoded) == bytes(issuing)
    assert len(before) == len(after)


def test_silence_an_error_and_a_flood_are_all_silence(web, settings, monkeypatch) -> None:
    monkeypatch.setattr("anju.gateways.certificate_authority.LARGEST", 10)
    with pytest.raises(AuthoritySilent):
        HttpAuthority().fetch(settings.ANJU_CRL_URLS[0])
    for url in ("http://127.0.0.1:9/none.crl", settings.ANJU_CRL_URLS[0] + "x"):
        with pytest.raises(AuthoritySilent):
            HttpAuthority().fetch(url)


def test_the_gateway_is_named_by_the_settings(web) -> None:
    assert isinstance(module.authorities(), HttpAuthority)
