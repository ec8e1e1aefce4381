"""Seals personal data for storage, and makes the index by which a sealed value is found.

A sealed value is `cipher (1 byte) · key number (1) · nonce (12) · ciphertext and tag (16)`; the
purpose is bound to it, so a mobile moved into the column of identity numbers does not open. An
index is the first 16 bytes of a keyed hash over purpose and value: equal values have equal
indexes, and nobody learns more without the key. The keys stand outside the database, and what
was sealed before a change of key or cipher opens after it. (security 2.2, I2.)
"""

import hmac
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

HEAD, NONCE, TAG, INDEX = 2, 12, 16, 16
AES, SM4 = 1, 2
CIPHERS = {"AES-GCM": AES, "SM4-GCM": SM4}


class SealBroken(Exception):
    """A sealed value does not open: another key, another purpose, or it was changed."""


@dataclass(frozen=True)
class Keyring:
    """The keys of an installation: `keys` by number (16 bytes each), `current` seals."""

    keys: Mapping[int, bytes] = field(repr=False)
    index_key: bytes = field(repr=False)
    current: int
    cipher: str = "AES-GCM"

    @cached_property
    def _aes(self) -> dict[int, AESGCM]:
        return {number: AESGCM(key) for number, key in self.keys.items()}

    @cached_property
    def head(self) -> bytes:
        """How everything sealed with the newest key and the chosen cipher begins."""
        return bytes([CIPHERS[self.cipher], self.current])

    def seal(self, text: str, *, purpose: str) -> bytes:
        """The text as it is kept; no two seals of one text are alike."""
        return self.seal_bytes(text.encode(), purpose=purpose)

    def seal_bytes(self, plain: bytes, *, purpose: str) -> bytes:
        """A file as it is kept, sealed like a text."""
        nonce, about = secrets.token_bytes(NONCE), purpose.encode()
        if self.head[0] == AES:
            return self.head + nonce + self._aes[self.current].encrypt(nonce, plain, about)
        pen = Cipher(algorithms.SM4(self.keys[self.current]), modes.GCM(nonce)).encryptor()
        pen.authenticate_additional_data(about)
        return self.head + nonce + pen.update(plain) + pen.finalize() + pen.tag

    def unseal(self, sealed: bytes, *, purpose: str) -> str:
        """The text again. Raises SealBroken if key or purpose differ, or a bit has changed."""
        return self.unseal_bytes(sealed, purpose=purpose).decode()

    def unseal_bytes(self, sealed: bytes, *, purpose: str) -> bytes:
        """The file again. Raises SealBroken as `unseal` does."""
        if len(sealed) < HEAD + NONCE + TAG or sealed[1] not in self.keys:
            raise SealBroken(purpose)
        cipher, number = sealed[0], sealed[1]
        nonce, rest = sealed[HEAD : HEAD + NONCE], sealed[HEAD + NONCE :]
        try:
            if cipher == AES:
                return self._aes[number].decrypt(nonce, rest, purpose.encode())
            if cipher != SM4:
                raise SealBroken(purpose)
            mode = modes.GCM(nonce, rest[-TAG:])
            pen = Cipher(algorithms.SM4(self.keys[number]), mode).decryptor()
            pen.authenticate_additional_data(purpose.encode())
            return pen.update(rest[:-TAG]) + pen.finalize()
        except InvalidTag as broken:
            raise SealBroken(purpose) from broken

    def index(self, text: str, *, purpose: str) -> bytes:
        """By what a sealed value is found: 16 bytes, the same for the same text and purpose."""
        said = f"{purpose}|{text}".encode()
        return hmac.digest(self.index_key, said, "sha256")[:INDEX]
