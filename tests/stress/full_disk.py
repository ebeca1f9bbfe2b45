#!/usr/bin/env python3
"""A run on a disk that is full at one call, for every call that a run makes; and full from there on.

full_disk.py CLI SHIM [--every N] [--steps N]

SHIM is full_disk.c as a shared library. The run must go on to the end of the one that was left alone, or end with one
clear line and then, with room again, be resumed (or begun anew, where nothing is left of it) to the same end. --every N
takes only each N-th call. Ends with 0 where all were so.
"""
import argparse
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from kill_runs import compare


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("cli")
    parser.add_argument("shim")
    parser.add_argument("--every", type=int, default=1)
    parser.add_argument("--steps", type=int, default=6)
    arguments = parser.parse_args()
    folder = Path(tempfile.mkdtemp(prefix="priorscope-full-disk-"))
    data = folder / "data"
    subprocess.run([arguments.cli, "dataset", "sample", str(data), "--images", "24", "--seed", "4"], check=True,
                   capture_output=True)
    runs = folder / "runs"

    def train(run, **extra):
        env = dict(os.environ, GOMP_SPINCOUNT="2000", **extra)
        if extra:
            env["LD_PRELOAD"] = arguments.shim
        if (run / "run.json").exists():
            command = [arguments.cli, "train", "--resume", str(run)]
        else:
            command = [arguments.cli, "train", str(data), "--model", "ssd-tiny", "--split", "train", "--val-split",
                       "val", "--steps", str(arguments.steps), "--batch-size", "4", "--checkpoint-every", "2",
                       "--evaluate-every", "3", "--threads", "1", "--out", str(run)]
        return subprocess.run(command, env=env, capture_output=True, text=True, timeout=300)

    reference = folder / "reference"
    counted = folder / "count"
    first = train(reference, FULL_DISK_FOLDER=str(reference), FULL_DISK_COUNT=str(counted))
    if first.returncode != 0:
        sys.exit(f"the run that was left alone failed: {first.stderr}")
    calls = int(counted.read_text())
    failures = went_on = resumed = 0
    for mode in ("one call", "from there on"):
        for number in range(1, calls + 1, arguments.every):
            shutil.rmtree(runs, ignore_errors=True)
            runs.mkdir()
            run = runs / "run"
            settings = {"FULL_DISK_FOLDER": str(run), "FULL_DISK_FROM": str(number)}
            if mode == "one call":
                settings["FULL_DISK_CALLS"] = "1"
            done = train(run, **settings)
            problems = []
            if done.returncode == 0:
                went_on += 1
            else:
                resumed += 1
                lines = [line for line in done.stderr.splitlines() if line.startswith("priorscope-cli: ")]
                if done.returncode != 1 or len(lines) != 1 or "No space left on device" not in lines[0]:
                    problems.append(f"ended with {done.returncode}: {done.stderr!r}")
                again = train(run)
                if again.returncode != 0:
                    problems.append(f"was not resumed: {again.stderr!r}")
            problems += compare(reference, run) if run.exists() else ["nothing is there"]
            if problems:
                failures += 1
                print(f"call {number} of {calls}, {mode}: {'; '.join(problems)}", flush=True)
    print(f"{calls} calls: {went_on} runs went on, {resumed} ended and were resumed, {failures} not as they should be")
    if failures == 0:
        shutil.rmtree(folder)
    sys.exit(1 if failures else 0)


if __name__ == "__main__":
    main()
