"""Start the front: `python -m anju.tls --port 8602`."""

import argparse
import logging
import os
import signal
import sys

from django.conf import settings

from anju.tls.context import server_context
from anju.tls.front import Front
from anju.tls.papers import papers_in


def main() -> int:
    """Serve until SIGTERM; what was begun is answered first."""
    parser = argparse.ArgumentParser(prog="anju.tls", description=__doc__)
    parser.add_argument("--port", type=int, required=True)
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--workers", type=int, default=4, help="requests worked on at once")
    options = parser.parse_args()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "anju.settings")
    from anju.wsgi import application

    names = tuple(host for host in settings.ALLOWED_HOSTS if not host.startswith("."))
    certificate, key = papers_in(settings.ANJU_TLS_DIR, names=_hosts(names))
    front = Front(
        host=options.host,
        port=options.port,
        context=server_context(certificate=certificate, key=key),
        product=application,
        workers=options.workers,
    )
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    try:
        front.prepare()
        print(f"ready https://{options.host}:{front.bind_addr[1]}/", flush=True)
        front.serve()
    except (KeyboardInterrupt, SystemExit):
        logging.getLogger("anju.tls").info("ending")
    finally:
        front.stop()
    return 0


def _hosts(names: tuple[str, ...]) -> tuple[str, ...]:
    """The names of this installation besides this machine's own."""
    return tuple(name for name in names if name not in ("localhost", "127.0.0.1", "*"))


sys.exit(main())
