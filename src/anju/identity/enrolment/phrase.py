"""The phrase by which a person knows us; it proves nothing about him."""

from anju.identity.models import Credential, Holder


def phrase_of(*, holder: Holder, holder_id: int) -> str:
    """The anti-phishing phrase somebody chose at registration, or nothing. (X-03, W17.)"""
    found = Credential.objects.filter(holder=holder, holder_id=holder_id).first()
    return found.phrase if found is not None else ""
