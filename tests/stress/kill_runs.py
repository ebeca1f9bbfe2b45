#!/usr/bin/env python3
"""Kills training runs at random moments and compares them with runs that were left alone.

kill_runs.py CLI [--window PROGRAM] [--kills N] [--seeds N] [--steps N] [--images N] [--draw-options] [--keep FOLDER]

Each run is killed several times (KILL, TERM, HUP and INT in turn) at moments drawn from a seed, resumed each time,
and let to its end. Then last.pt and best.pt, the rows of metrics.csv and the scalars that TensorBoard would show must
equal those of the run that was left alone, but for times, and nothing else may lie in the folder. With --window the
runs live in the window's own process (tests/stress/window_run.cpp). With --draw-options every run has other options:
optimizer, schedule, accumulation, average, frozen stages, loss, clipping, early stopping, augmentation, sampling; and
many go on once they have ended, with another length and rate. Ends with 0 where all were equal.
"""
import argparse
import csv
import json
import os
import random
import shutil
import signal
import struct
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import torch

SIGNALS = [signal.SIGKILL, signal.SIGTERM, signal.SIGHUP, signal.SIGINT]
TIMES = {"images_per_second", "elapsed_s", "wait_share"}
TIME_TAGS = {"images_per_second", "wait_for_data"}
# (steps between checkpoints, between evaluations) of a run of 160 steps; scaled with the run's length.
RHYTHMS = [(20, 40), (20, 20), (30, 40)]


def drawn(draw):
    """Options of a recipe, drawn at random; none contradicts another."""
    options = {}

    def perhaps(share, **values):
        if draw.random() < share:
            options.update(values)

    perhaps(0.4, optimizer="adamw", learning_rate=0.002, beta2=draw.choice([0.99, 0.999]))
    perhaps(0.3, nesterov="true")
    options["schedule"] = draw.choice(["steps", "cosine", "constant", "one-cycle"])
    perhaps(0.4, accumulate=draw.choice([2, 3]), batch_size=draw.choice([4, 6]))
    perhaps(0.5, ema_decay=draw.choice([0.9, 0.999]))
    perhaps(0.4, frozen_stages=2, thaw=draw.choice(["0.4", "0.3,0.6"]), stage_rates="0.1,0.5")
    perhaps(0.2, freeze_norms="true")
    perhaps(0.3, decay_biases="false", decay_norms="false")
    if draw.random() < 0.3:
        options.update(confidence_loss="focal")
    else:
        perhaps(0.4, label_smoothing=0.1)
    perhaps(0.3, class_weights="balanced")
    perhaps(0.3, localization_weight=2.0)
    perhaps(0.4, early_stopping=draw.choice([1, 2]))
    options["augmentation"] = draw.choice(["none", "mirror", "ssd", "strong"])
    perhaps(0.3, sampling="classes")
    perhaps(0.4, gradient_clip=draw.choice([0.5, 5.0]))
    return options


def drawn_change(draw, steps):
    """What the finished run is then changed in, as flags of --resume; often nothing."""
    change = {}
    if draw.random() < 0.4:
        change["--steps"] = round(draw.choice([1.25, 1.5]) * steps)
        if draw.random() < 0.5:
            change["--lr"] = draw.choice([0.0005, 0.004])
    return change


def rows_of(run):
    with open(run / "metrics.csv", newline="") as file:
        return [{k: v for k, v in row.items() if k not in TIMES} for row in csv.DictReader(file)]


def same(a, b, where):
    """Compares two loaded checkpoints; what is a time is passed over. Returns the first difference."""
    if isinstance(a, dict):
        if not isinstance(b, dict) or list(a) != list(b):
            return f"{where}: other keys"
        for key in a:
            if key != "elapsed_s":
                found = same(a[key], b[key], f"{where}.{key}")
                if found:
                    return found
        return None
    if isinstance(a, torch.Tensor):
        return None if torch.equal(a, b) else f"{where}: differs by {(a - b).abs().max().item():g}"
    return None if a == b else f"{where}: {a!r} and {b!r}"


def records(file):
    """The events of a TFRecord file: (step, is a session's start, {tag: value})."""
    data = file.read_bytes()
    at = 0
    while at + 12 <= len(data):
        (length,) = struct.unpack_from("<Q", data, at)
        body = data[at + 12 : at + 12 + length]
        if len(body) < length:
            return
        at += 12 + length + 4
        yield event(body)


def fields(body):
    at = 0

    def varint():
        nonlocal at
        value = shift = 0
        while True:
            byte = body[at]
            at += 1
            value |= (byte & 0x7F) << shift
            shift += 7
            if byte < 0x80:
                return value

    while at < len(body):
        key = varint()
        kind = key & 7
        if kind == 0:
            yield key >> 3, varint()
        elif kind == 1:
            yield key >> 3, body[at : at + 8]
            at += 8
        elif kind == 5:
            yield key >> 3, body[at : at + 4]
            at += 4
        else:
            length = varint()
            yield key >> 3, body[at : at + length]
            at += length


def event(body):
    """Step, whether a session starts, and by tag a number, or the bytes of an image or a text."""
    step, start, values = 0, False, {}
    for number, value in fields(body):
        if number == 2:
            step = value
        elif number == 7:
            start = (1, 1) in list(fields(value))
        elif number == 5:
            for _, item in fields(value):
                parts = dict(fields(item))
                other = parts.get(4) or parts.get(8)
                values[parts[1].decode()] = struct.unpack("<f", parts[2])[0] if 2 in parts else other
    return step, start, values


def tensorboard(run):
    """What TensorBoard shows of a folder: tag -> [(step, value)], a START dropping what it had from that step on."""
    shown = {}
    for file in sorted(run.glob("events.out.tfevents.*"), key=lambda f: f.name):
        for step, start, values in records(file):
            if start:
                shown = {tag: [p for p in points if p[0] < step] for tag, points in shown.items()}
            for tag, value in values.items():
                if tag not in TIME_TAGS:
                    shown.setdefault(tag, []).append((step, value))
    return {tag: points for tag, points in shown.items() if points}


def drawn_text(options, change):
    usual = {"split", "val_split", "steps", "seed", "threads", "checkpoint_every", "evaluate_every"}
    drawn = " ".join(f"{k}={v}" for k, v in options.items() if k not in usual)
    return drawn + (f", then {change}" if change else "") + ", "


def evaluated(run):
    return {p.name: p.read_bytes() for p in (run / "evaluations").glob("*")}


def compare(reference, run):
    problems = []
    expected = {p.name for p in (reference / "checkpoints").iterdir()}
    found = {p.name for p in (run / "checkpoints").iterdir()}
    if expected != found:
        problems.append(f"checkpoints {sorted(found)}, expected {sorted(expected)}")
    for name in sorted(expected & found):
        difference = same(
            torch.load(reference / "checkpoints" / name), torch.load(run / "checkpoints" / name), name
        )
        if difference:
            problems.append(difference)
    if rows_of(reference) != rows_of(run):
        a, b = rows_of(reference), rows_of(run)
        first = next((i for i, (x, y) in enumerate(zip(a, b)) if x != y), min(len(a), len(b)))
        problems.append(f"metrics.csv: {len(b)} rows, expected {len(a)}; first other row: {first}")
    if evaluated(reference) != evaluated(run):
        problems.append("other detections are kept of the evaluations")
    if tensorboard(reference) != tensorboard(run):
        problems.append("TensorBoard would show other points")
    allowed = {"run.json", "metrics.csv", "checkpoints", "troubles.json", "evaluations", "status.json",
               "system.csv"}
    left = [p.name for p in run.iterdir() if p.name not in allowed and not p.name.startswith("events.out.tfevents.")]
    if left:
        problems.append(f"left behind: {sorted(left)}")
    return problems


class Runner:
    def __init__(self, arguments, data):
        self.arguments = arguments
        self.data = data
        self.env = dict(os.environ, GOMP_SPINCOUNT="2000", QT_QPA_PLATFORM="offscreen")

    def command(self, run, options, change):
        if self.arguments.window:
            return [self.arguments.window, str(self.data), str(run.parent), json.dumps(options)]
        if (run / "run.json").exists():
            flags = []
            if change and len(json.loads((run / "run.json").read_text()).get("changes", [])) < len(change):
                flags = [text for pair in change.items() for text in map(str, pair)]
            return [self.arguments.cli, "train", "--resume", str(run)] + flags
        flags = []
        for key, value in options.items():
            flags += ["--set", f"{key}={value}"]
        return [self.arguments.cli, "train", str(self.data), "--model", "ssd-tiny", "--out", str(run)] + flags

    def whole(self, run, options, change=None):
        """Trains to the end. With a change: lets a finished run go on with it."""
        start = time.monotonic()
        done = subprocess.run(self.command(run, options, change), env=self.env, capture_output=True, text=True)
        if done.returncode != 0:
            sys.exit(f"the run that was left alone failed: {done.stderr}")
        return time.monotonic() - start

    def until_killed(self, run, options, change, seconds, number):
        """Returns whether the signal found the process alive."""
        process = subprocess.Popen(
            self.command(run, options, change), env=self.env, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True
        )
        try:
            process.wait(timeout=seconds)
            alive = False
        except subprocess.TimeoutExpired:
            alive = True
            process.send_signal(number)
        _, errors = process.communicate(timeout=300)
        stopped = "stopped" in errors
        if process.returncode not in (0, -number) and not stopped:
            raise RuntimeError(f"ended with {process.returncode} after {number!r}: {errors}")
        return alive


def planned(arguments, number):
    """Options of a run by its number (from 1 on), and what it is changed in once it has ended."""
    checkpoints, evaluations = RHYTHMS[(number - 1) % len(RHYTHMS)]
    scale = arguments.steps / 160
    options = {
        "split": "train",
        "val_split": "val",
        "steps": arguments.steps,
        "seed": 1 + (number - 1) % arguments.seeds,
        "threads": 2,
        "checkpoint_every": max(1, round(checkpoints * scale)),
        "evaluate_every": max(1, round(evaluations * scale)),
    }
    change = {}
    if arguments.draw_options:
        draw = random.Random(1000 + number)
        options.update(drawn(draw))
        if not arguments.window:
            change = drawn_change(draw, arguments.steps)
    return options, change


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("cli")
    parser.add_argument("--window")
    parser.add_argument("--kills", type=int, default=8)
    parser.add_argument("--kills-a-run", type=int, default=7)
    parser.add_argument("--seeds", type=int, default=1)
    parser.add_argument("--steps", type=int, default=160)
    parser.add_argument("--images", type=int, default=240)
    parser.add_argument("--draw-options", action="store_true")
    parser.add_argument("--keep")
    arguments = parser.parse_args()
    folder = Path(arguments.keep or tempfile.mkdtemp(prefix="priorscope-kills-"))
    folder.mkdir(parents=True, exist_ok=True)
    data = folder / "data"
    subprocess.run(
        [arguments.cli, "dataset", "sample", str(data), "--images", str(arguments.images), "--seed", "4"],
        check=True,
        capture_output=True,
    )
    runner = Runner(arguments, data)
    kills = failures = number = 0
    references = {}
    while kills < arguments.kills:
        number += 1
        options, change = planned(arguments, number)
        key = json.dumps([options, change])
        if key not in references:
            reference = folder / f"reference-{number}" / "run-001"
            reference.parent.mkdir()
            seconds = [runner.whole(reference, options)]
            if change:
                seconds.append(runner.whole(reference, options, change))
            references[key] = (reference, seconds)
        reference, seconds = references[key]
        run = folder / f"killed-{number}" / "run-001"  # the window's own name for it
        run.parent.mkdir()
        draw = random.Random(number)
        here = 0
        for stage, length in enumerate(seconds):
            made = change if stage > 0 else None
            for _ in range(min(-(-arguments.kills_a_run // len(seconds)), arguments.kills - kills)):
                kill = SIGNALS[kills % len(SIGNALS)]
                if runner.until_killed(run, options, made, draw.uniform(0.05, 0.3 * length), kill):
                    kills += 1
                    here += 1
            runner.whole(run, options, made)
        problems = compare(reference, run)
        failures += bool(problems)
        told = drawn_text(options, change) if arguments.draw_options else ""
        print(f"run {number}: seed {options['seed']}, checkpoints every {options['checkpoint_every']}, evaluations every "
              f"{options['evaluate_every']}, {told}{here} kills: {'; '.join(problems) or 'equal'}", flush=True)
        if not problems:
            shutil.rmtree(run.parent)
    print(f"{kills} kills in {number} runs, {failures} of them not equal")
    if not arguments.keep and failures == 0:
        shutil.rmtree(folder)
    sys.exit(1 if failures else 0)


if __name__ == "__main__":
    main()
