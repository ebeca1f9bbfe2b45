#!/usr/bin/env python3
"""Kills a process that edits and saves labels, and looks at its journal and its annotation files.

kill_labels.py PROGRAM CLI [--kills N] [--seed S] [--keep FOLDER]

PROGRAM (tests/stress/edit_labels.cpp) is killed by KILL at moments drawn from the seed; CLI writes the dataset. After
each kill the project must pass SQLite's integrity check, its journal must have every step that was reported as kept (one
more may be on disk: the report was killed), and each annotation must be a file that the journal knows: the one before a
saving or the one behind it. The next process goes on from there. At the end everything is undone and saved: every
annotation must have its first bytes again, and nothing may be left beside them. Ends with 0 where all of that held.
"""
import argparse
import os
import random
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from pathlib import Path

LONGEST_LIFE_S = 0.5


def run(*command):
    done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    if done.returncode != 0 or done.stderr:
        sys.exit(f"{' '.join(map(str, command))}: {done.returncode}: {done.stderr}")
    return done.stdout


def kept_until_killed(command, seconds):
    """Returns the pairs (steps, done) that were reported."""
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    try:
        process.wait(timeout=seconds)
        sys.exit(f"ended by itself: {process.stderr.read()}")
    except subprocess.TimeoutExpired:
        pass
    process.kill()
    output, errors = process.communicate()
    if errors:
        sys.exit(f"said: {errors}")
    lines = [line.split() for line in output.splitlines(keepends=True) if line.endswith("\n")]
    return [(int(steps), int(done)) for _, steps, done in lines]


def bytes_below(folder):
    return {path.relative_to(folder): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


def problems_after(program, project, dataset, reported):
    """Problems, whether the journal is one step further than what was reported, and how many files are unsaved."""
    with sqlite3.connect(project) as database:
        checked = database.execute("PRAGMA integrity_check").fetchone()[0]
    lines = [line.rsplit(" ", 1) for line in run(program, project, dataset, "look", "0").splitlines()]
    steps, done = int(lines[0][0].split()[1]), int(lines[0][1])
    problems = [f"{image}: {state}" for image, state in lines[1:] if state not in ("saved", "unsaved")]
    if checked != "ok":
        problems.append(f"integrity_check: {checked}")
    if reported and (steps, done) != reported[-1]:
        before, at = reported[-1]
        is_next = (steps, done) in ((at + 1, at + 1), (before, at + 1), (before, at - 1))
        if not is_next:
            problems.append(f"reported {reported[-1]}, found {(steps, done)}")
    return problems, bool(reported) and (steps, done) != reported[-1], sum(s == "unsaved" for _, s in lines[1:])


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("program", type=Path)
    parser.add_argument("cli", type=Path)
    parser.add_argument("--kills", type=int, default=100)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--keep", type=Path, help="where everything stays")
    options = parser.parse_args()
    folder = options.keep or Path(tempfile.mkdtemp(prefix="priorscope-labels-"))
    dataset, project = folder / "dataset", folder / "project.sqlite"
    run(options.cli, "dataset", "sample", dataset, "--images", "12")
    first = bytes_below(dataset)
    moments = random.Random(options.seed)
    steps = further = unsaved = 0
    for kill in range(options.kills):
        command = [options.program, project, dataset, "edit", str(options.seed * 1000 + kill)]
        reported = kept_until_killed(command, moments.uniform(0.02, LONGEST_LIFE_S))
        if not project.exists():
            continue
        problems, is_further, left = problems_after(options.program, project, dataset, reported)
        if problems:
            sys.exit(f"kill {kill}: {'; '.join(problems)} ({folder})")
        steps += len(reported)
        further += is_further
        unsaved += left > 0
    for part in dataset.rglob("*.part-*"):  # what a killed writer left goes once it is ten seconds old
        os.utime(part, (part.stat().st_mtime - 60,) * 2)
    run(options.program, project, dataset, "undo", "0")
    last = bytes_below(dataset)
    if last != first:
        differ = sorted(str(path) for path in first.keys() | last.keys() if first.get(path) != last.get(path))
        sys.exit(f"not the first bytes: {', '.join(differ)} ({folder})")
    print(f"{options.kills} kills over {steps} stored steps: {further} between storing and telling, {unsaved} with "
          f"edits not yet saved; every file was one that the journal knows, and undoing all gave the first bytes back")
    if not options.keep:
        shutil.rmtree(folder)


if __name__ == "__main__":
    main()
