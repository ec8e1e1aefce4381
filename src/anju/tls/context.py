"""What our side of TLS speaks: 1.2 and 1.3, a certificate asked for, none ever required."""

from pathlib import Path

from OpenSSL import SSL

CIPHERS = b"ECDHE+AESGCM:ECDHE+CHACHA20"


def server_context(*, certificate: Path, key: Path) -> SSL.Context:
    """The context of the front.

    The handshake proves that the visitor holds the key of the certificate he shows, and nothing
    else: whose it is, and whether it still counts, is judged by the product, in Chinese.
    Sessions are never resumed, so that each connection brings a proof of its own.
    """
    context = SSL.Context(SSL.TLS_SERVER_METHOD)
    context.set_min_proto_version(SSL.TLS1_2_VERSION)
    context.set_cipher_list(CIPHERS)
    context.set_options(
        SSL.OP_NO_COMPRESSION
        | SSL.OP_NO_RENEGOTIATION
        | SSL.OP_CIPHER_SERVER_PREFERENCE
        | SSL.OP_NO_TICKET
    )
    context.set_session_cache_mode(SSL.SESS_CACHE_OFF)
    context.set_verify(SSL.VERIFY_PEER, lambda *_: True)
    context.use_certificate_chain_file(str(certificate))
    context.use_privatekey_file(str(key))
    context.check_privatekey()
    return context
