"""`analyse` of shipped procedures as a whole process, beside the start of the interpreter alone.

Run ``python benchmarks/bench_analyse.py [ROUNDS]``. The aim is under 0.6 s for up to six proposals.
"""

from __future__ import annotations

import statistics
import subprocess
import sys
import time

from procsimplify.files import shipped_procedures


def seconds(*arguments: str) -> float:
    """Time one process from start to end."""
    start = time.perf_counter()
    subprocess.run([sys.executable, *arguments], check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    return time.perf_counter() - start


def main() -> None:
    """Measure and print."""
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 5
    codes = [code for code, _ in shipped_procedures()]
    run = "from procsimplify.cli.main import run; run()"
    print(f"{'what':24}{'median s':>10}{'× start of python':>20}")
    for name, arguments in [
        ("--help", ("-c", run, "--help")),
        *((f"analyse {code}", ("-c", run, "analyse", code)) for code in codes),
    ]:
        pairs = [(seconds("-c", "pass"), seconds(*arguments)) for _ in range(rounds)]
        median = statistics.median(taken for _, taken in pairs)
        ratio = statistics.median(taken / bare for bare, taken in pairs)
        print(f"{name:24}{median:10.3f}{ratio:20.1f}")


if __name__ == "__main__":
    main()
