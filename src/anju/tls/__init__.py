"""The TLS front: the halls over https, where a visitor may show a certificate."""
