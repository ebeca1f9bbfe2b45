#!/usr/bin/env python3
"""A long run needs no more memory at its end than after its start.

flat_memory.py CLI [--steps 5000] [--batch-size 4] [--set KEY=VALUE]...

Trains ssd-tiny on the sample dataset with augmentation, validation and checkpoints, and reads what the process holds in
memory twice a second. Ends with 0 where the median of the last quarter of the steps is at most 2 % above that of the
second quarter; a leak of a kilobyte a step would add 2.5 MB, one of a batch's images 0.3 GB.
"""
import argparse
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

MOST_GROWTH = 1.02


def steps_done(metrics):
    try:
        lines = metrics.read_text().splitlines()
    except FileNotFoundError:
        return 0
    return sum(line.startswith("step,") for line in lines)


def resident_megabytes(process):
    for line in Path(f"/proc/{process.pid}/status").read_text().splitlines():
        if line.startswith("VmRSS:"):
            return int(line.split()[1]) / 1024
    return 0.0  # it has ended


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("cli")
    parser.add_argument("--steps", type=int, default=5000)
    parser.add_argument("--batch-size", type=int, default=4)
    parser.add_argument("--set", action="append", default=["augmentation=ssd"])
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        sample, run = Path(scratch) / "sample", Path(scratch) / "run"
        subprocess.run([arguments.cli, "dataset", "sample", sample, "--images", "300"], check=True,
                       stdout=subprocess.DEVNULL)
        command = [arguments.cli, "train", sample, "--model", "ssd-tiny", "--split", "train", "--val-split", "val",
                   "--steps", str(arguments.steps), "--batch-size", str(arguments.batch_size),
                   "--checkpoint-every", str(max(1, arguments.steps // 20)), "--out", run]
        for setting in arguments.set:
            command += ["--set", setting]
        told = Path(scratch) / "told"
        with open(told, "w") as file:
            process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=file)
        readings = []
        while process.poll() is None:
            held = resident_megabytes(process)
            if held > 0.0:
                readings.append((steps_done(run / "metrics.csv"), held))
            time.sleep(0.5)
        if process.returncode != 0:
            sys.exit(f"the run ended with {process.returncode}: {told.read_text()[-500:]}")
    quarter = arguments.steps / 4
    medians = [statistics.median(held for step, held in readings if quarter * i <= step < quarter * (i + 1) or
                                 i == 3 and step >= arguments.steps)
               for i in range(4)]
    growth = medians[3] / medians[1]
    print("MB held in each quarter of", arguments.steps, "steps:", ", ".join(f"{each:.0f}" for each in medians),
          f"(last to second {growth:.3f}, largest {max(held for _, held in readings):.0f})")
    sys.exit(0 if growth <= MOST_GROWTH else 1)


if __name__ == "__main__":
    main()
