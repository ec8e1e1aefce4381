"""Start the simulators: `python -m anju_simulators --port 8601 --data var/simulators`."""

import argparse
import os
import signal
import sys
import threading
from pathlib import Path

from anju_simulators.authority.roots import Roots
from anju_simulators.clockwork import FIRST_RETRY_MS, Clockwork
from anju_simulators.faults import Faults
from anju_simulators.server import Server
from anju_simulators.store import Store
from anju_simulators.web import Bank
from anju_simulators.wire import Seal


def main() -> int:
    options = _options()
    store, seal = Store(options.data), Seal(os.environ.get("ANJU_BANK_KEY", "demo-bank-key"))
    if options.latency_ms is not None:
        store.keep_setting("latency_ms", str(options.latency_ms))
    clockwork = Clockwork(store, seal, retry_ms=options.retry_ms)
    roots = Roots(options.data / "authority")
    server = Server(options.port, Bank(store, seal, Faults(store), clockwork, roots))
    # A signal handler must not wait for the loop it interrupts, so it leaves that to a thread.
    for sign in (signal.SIGTERM, signal.SIGINT):
        signal.signal(sign, lambda *_: threading.Thread(target=server.shutdown).start())
    clockwork.start()
    print(f"ready http://127.0.0.1:{server.server_port}/", flush=True)
    server.serve_forever(poll_interval=0.1)
    server.ending.set()
    server.server_close()
    clockwork.stop()
    store.close()
    return 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="anju_simulators", description=__doc__)
    parser.add_argument("--port", type=int, required=True, help="port on 127.0.0.1, 0 for any")
    parser.add_argument("--data", type=Path, required=True, help="folder of the books")
    parser.add_argument("--latency-ms", type=int, help="until an instruction is carried out")
    parser.add_argument(
        "--retry-ms", type=int, default=FIRST_RETRY_MS, help="until a call is tried again"
    )
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
