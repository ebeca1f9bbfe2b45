#!/usr/bin/env python3
"""Kills a process that edits and saves layouts, and looks at what its project holds.

kill_edits.py PROGRAM [--kills N] [--seed S] [--keep FOLDER]

PROGRAM (tests/stress/edit_layouts.cpp) is killed by KILL at moments drawn from the seed. After each kill the file must
pass SQLite's integrity check, and hold every edit and every version that was made more than a second before the kill;
the next process goes on from there. Ends with 0 where that held each time, and prints how far back the kills reached.
"""
import argparse
import json
import random
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import time
from pathlib import Path

LONGEST_LOSS_S = 1.0


def lines_until_killed(program, project, seconds):
    """Returns the events [(kind, number, time)] and the time of the kill."""
    process = subprocess.Popen([program, str(project)], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    try:
        process.wait(timeout=seconds)
        sys.exit(f"ended by itself: {process.stderr.read()}")
    except subprocess.TimeoutExpired:
        pass
    killed = time.monotonic()
    process.kill()
    output, _ = process.communicate()
    events = []
    for line in output.splitlines(keepends=True):
        if line.endswith("\n"):
            kind, number, moment = line.split()
            events.append((kind, int(number), float(moment)))
    return events, killed


def held_by(project):
    """What the project holds: the edit's number and the versions' names. Recovers as any opener does."""
    if not project.exists() or project.stat().st_size == 0:
        return None, set()
    with sqlite3.connect(project) as database:
        checked = database.execute("PRAGMA integrity_check").fetchone()[0]
        if checked != "ok":
            raise RuntimeError(f"integrity_check: {checked}")
        if database.execute("PRAGMA user_version").fetchone()[0] == 0:
            return None, set()
        draft = database.execute("SELECT json FROM drafts WHERE kind = 'prior-layout'").fetchone()
        versions = {name for (name,) in database.execute("SELECT name FROM layout_versions")}
    return (json.loads(draft[0])["layout"]["input_size"] if draft else None), versions


def check(events, killed, found, versions):
    """Returns the problems, and by how much the oldest edit that is missing came before the kill, in seconds."""
    problems = []
    loss = 0.0
    for kind, number, moment in events:
        present = found is not None and number <= found if kind != "version" else f"v{number}" in versions
        if kind == "begins" and found is None:
            present = True  # nothing was edited yet
        if not present:
            loss = max(loss, killed - moment)
            if killed - moment > LONGEST_LOSS_S:
                problems.append(f"{kind} {number}, {killed - moment:.2f} s before the kill, is missing")
    return problems, loss


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("program")
    parser.add_argument("--kills", type=int, default=100)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--keep")
    arguments = parser.parse_args()
    folder = Path(arguments.keep or tempfile.mkdtemp(prefix="priorscope-edits-"))
    folder.mkdir(parents=True, exist_ok=True)
    project = folder / "project.sqlite"
    draw = random.Random(arguments.seed)
    failures = edits = kept = journals = 0
    losses = []
    for kill in range(1, arguments.kills + 1):
        if kill % 20 == 0 and project.exists():
            project.unlink()  # from the start now and then: kills meet the making of the file, too
        # From the first instants, when the file is made and opened, to some seconds of editing.
        events, killed = lines_until_killed(arguments.program, project, draw.choice([0.3, 3.0]) * draw.random())
        journals += Path(f"{project}-journal").exists()
        found = None
        try:
            found, versions = held_by(project)
            problems, loss = check(events, killed, found, versions)
        except (RuntimeError, sqlite3.Error) as error:
            problems, loss = [str(error)], 0.0
        edits += sum(kind == "edit" for kind, _, _ in events)
        kept += sum(kind == "version" for kind, _, _ in events)
        losses.append(loss)
        failures += bool(problems)
        for problem in problems:
            print(f"kill {kill}: {problem}", flush=True)
        if found is not None and found > 3000 and not problems:
            project.unlink()
    losses.sort()
    print(f"{arguments.kills} kills, {edits} edits, {kept} versions, {journals} kills in the middle of a write; "
          f"oldest edit lost: median {losses[len(losses) // 2]:.2f} s, at most {losses[-1]:.2f} s before the kill; "
          f"{failures} failures")
    if not arguments.keep and failures == 0:
        shutil.rmtree(folder)
    sys.exit(1 if failures else 0)


if __name__ == "__main__":
    main()
