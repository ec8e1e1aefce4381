"""The loop of one client that makes small postings: ready, go, count."""

import random
import sys
import time
from collections.abc import Callable

WARM = 30


def posting_loop(post: Callable[[int, float], None], seconds: int) -> dict[str, float]:
    """Call `post(number, choice)` for some seconds; choice lies between 0 and 1.

    Says `ready` when warm, and begins when told to by a line on standard input.
    """
    chance = random.Random()
    for number in range(WARM):
        post(-number - 1, chance.random())
    sys.stdout.write("ready\n")
    sys.stdout.flush()
    sys.stdin.readline()
    took, cpu, began = [], time.process_time(), time.perf_counter()
    now, until = began, began + seconds
    while now < until:
        post(len(took), chance.random())
        before, now = now, time.perf_counter()
        took.append(now - before)
    took.sort()
    return {
        "postings": len(took),
        "seconds": now - began,
        "client_cpu": time.process_time() - cpu,
        "p50_ms": took[len(took) // 2] * 1000,
        "p99_ms": took[len(took) * 99 // 100] * 1000,
    }
