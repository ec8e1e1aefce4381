"""Seals personal data for storage, and makes the index by which a sealed value is found.

A sealed value is `key number (1 byte) · nonce (12) · ciphertext and tag (16)`; the purpose is
bound to it, so a mobile moved into the column of identity numbers does not open. An index is
the first 16 bytes of a keyed hash over purpose and value: equal values have equal indexes, and
nobody learns more without the key. The keys stand outside the database. (security 2.2, I2.)
"""

import hmac
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

NONCE, TAG, INDEX = 12, 16, 16
CIPHERS = ("AES-GCM", "SM4-GCM")


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

    def seal(self, text: str, *, purpose: str) -> bytes:
        """The text as it is kept; no two seals of one text are alike."""
        nonce, plain, about = secrets.token_bytes(NONCE), text.encode(), purpose.encode()
        head = bytes([self.current]) + nonce
        if self.cipher == "AES-GCM":
            return head + self._aes[self.current].encrypt(nonce, plain, about)
        pen = Cipher(algorithms.SM4(self.keys[self.current]), modes.GCM(nonce)).encryptor()
        pen.authenticate_additional_data(about)
        return head + pen.update(plain) + pen.finalize() + pen.tag

    def unseal(self, sealed: bytes, *, purpose: str) -> str:
        """The text again. Raises SealBroken if key or purpose differ, or a bit has changed."""
        number, nonce, rest = sealed[0], sealed[1 : 1 + NONCE], sealed[1 + NONCE :]
        if number not in self.keys or len(rest) < TAG:
            raise SealBroken(purpose)
        try:
            if self.cipher == "AES-GCM":
                return self._aes[number].decrypt(nonce, rest, purpose.encode()).decode()
            mode = modes.GCM(nonce, rest[-TAG:])
            pen = Cipher(algorithms.SM4(self.keys[number]), mode).decryptor()
            pen.authenticate_additional_data(purpose.encode())
            return (pen.update(rest[:-TAG]) + pen.finalize()).decode()
        except InvalidTag as broken:
            raise SealBroken(purpose) from broken

    def index(self, text: str, *, purpose: str) -> bytes:
        """By what a sealed value is found: 16 bytes, the same for the same text and purpose."""
        said = f"{purpose}|{text}".encode()
        return hmac.digest(self.index_key, said, "sha256")[:INDEX]
