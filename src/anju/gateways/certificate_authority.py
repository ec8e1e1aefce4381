"""Lists of revoked certificates over HTTP, as certificate authorities publish them."""

from collections.abc import Iterable

import httpx
from django.conf import settings

from anju.identity.certificates.fetch_lists import AuthoritySilent

SECONDS = 5
LARGEST = 8 * 1024 * 1024


class HttpAuthority:
    """The authorities at ANJU_CRL_URLS; their lists are signed, so plain HTTP will do."""

    def revocation_lists(self) -> Iterable[str]:
        """The addresses of the lists."""
        return [url for url in settings.ANJU_CRL_URLS if url]

    def fetch(self, name: str) -> bytes:
        """One list as DER. Raises AuthoritySilent without one, or for one over 8 MiB."""
        pieces: list[bytes] = []
        size = 0
        try:
            with (
                httpx.Client(timeout=SECONDS, trust_env=False) as client,
                client.stream("GET", name) as answer,
            ):
                if answer.status_code != httpx.codes.OK:
                    raise AuthoritySilent(f"CA 机构没有给出撤销列表（{answer.status_code}）。")
                for piece in answer.iter_bytes():
                    pieces.append(piece)
                    size += len(piece)
                    if size > LARGEST:
                        raise AuthoritySilent("CA 机构的撤销列表过大，没有采用。")
        except httpx.HTTPError as error:
            raise AuthoritySilent(f"CA 机构没有答复（{type(error).__name__}）。") from error
        return b"".join(pieces)
