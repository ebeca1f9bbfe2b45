#!/usr/bin/env python3
"""One build of Priorscope beside another: starts, a training step, detection, and the priors' slider.

usage: builds.py BIN OTHER_BIN VOC2007_FOLDER [--parts starts,window,step,detect,slider] [--rounds 7]

BIN and OTHER_BIN are folders with the programs of two builds, for example build/release/bin of two versions. They
take turns. Prints the medians of both and their ratio (below 1: the first is faster).
  starts   commands that need no network, and detect with ssd-tiny on one image; whole processes
  window   from starting the window on VOC2007_FOLDER to the first thumbnails on the screen (needs Xvfb)
  step     a training step of ssd300-vgg16, batch 4, and of ssd-tiny, batch 16, without the first ones
  detect   ssd300-vgg16 and ssdlite320 from images in memory to detections, batch 1 and 8, fp32
  slider   coverage of VOC2007's trainval by ssd300-voc after an edit of its costliest map, one thread
"""
import argparse
import csv
import json
import os
import pathlib
import statistics
import struct
import subprocess
import sys
import tempfile
import time

# As on a user's machine: what steers OpenMP is set by the programs themselves.
UNSET = ("DISPLAY", "WAYLAND_DISPLAY", "GOMP_SPINCOUNT", "OMP_WAIT_POLICY", "OMP_NUM_THREADS")
ENVIRONMENT = {name: value for name, value in os.environ.items() if name not in UNSET}


def run(command, environment=None):
    done = subprocess.run([str(word) for word in command], capture_output=True, text=True,
                          env={**ENVIRONMENT, **(environment or {})})
    if done.returncode != 0:
        sys.exit(f"{' '.join(map(str, command))}: exit {done.returncode}\n{done.stderr}")
    return done.stdout


def paired(name, rounds, measure, bins, unit="ms"):
    """Measures both in turns, after one turn to warm up, and prints a row."""
    values = ([], [])
    for turn in range(rounds + 1):
        for folder, found in zip(bins, values):
            value = measure(folder)
            if turn > 0:
                found.append(value)
    ours, other = map(statistics.median, values)
    factor = {"ms": 1000, "s": 1}[unit]
    print(f"{name:<52} {factor * ours:9.1f} {unit:<2} {factor * other:9.1f} {unit:<2} ratio {ours / other:.3f}", flush=True)


def seconds(command):
    started = time.perf_counter()
    run(command)
    return time.perf_counter() - started


def starts(bins, scratch, voc, rounds):
    sample, checkpoint = scratch / "sample", scratch / "tiny.pt"
    other_cli = bins[1] / "priorscope-cli"
    run([other_cli, "dataset", "sample", sample])
    run([other_cli, "model", "create", "ssd-tiny", "--out", checkpoint])
    image = sorted((sample / "JPEGImages").iterdir())[0]
    for words in (["--version"], ["train", "--help"], ["dataset", "stats", sample],
                  ["priors", "coverage", sample, "--priors", "ssd-tiny"], ["detect", checkpoint, image]):
        name = " ".join(word if isinstance(word, str) else word.name for word in words)
        paired(name, rounds, lambda folder: seconds([folder / "priorscope-cli", *words]), bins)


class Screen:
    """A virtual screen whose picture lies in a file."""

    def __init__(self, scratch, number):
        self.name = f":{number}"
        # Without -noreset the file is written anew, header and all, whenever the last window is closed.
        self.process = subprocess.Popen(["Xvfb", self.name, "-noreset", "-screen", "0", "1440x900x24", "-fbdir",
                                         str(scratch)], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        self.file = scratch / "Xvfb_screen0"
        while not (self.file.exists() and pathlib.Path(f"/tmp/.X11-unix/X{number}").exists()):
            time.sleep(0.05)

    def colours(self):
        """Different colours among every fourth pixel of its middle: photographs have thousands, a form dozens."""
        data = self.file.read_bytes()
        header, = struct.unpack_from(">I", data, 0)
        colours, = struct.unpack_from(">I", data, 76)
        start = header + 12 * colours
        found = set()
        for row in range(250, 650, 4):
            line = start + 4 * 1440 * row
            found.update(struct.unpack_from("<400I", data, line + 4 * 500)[::4])
        return len(found)

    def close(self):
        self.process.terminate()
        self.process.wait()


def window_start(folder, voc, scratch, screen):
    home = tempfile.mkdtemp(dir=scratch)
    environment = {**ENVIRONMENT, "DISPLAY": screen.name, "QT_QPA_PLATFORM": "xcb", "HOME": home,
                   "XDG_CONFIG_HOME": home + "/config", "XDG_DATA_HOME": home + "/data", "XDG_CACHE_HOME": home + "/cache"}
    started = time.perf_counter()
    process = subprocess.Popen([str(folder / "priorscope"), str(voc)], env=environment,
                               stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    while screen.colours() < 1000:
        if process.poll() is not None or time.perf_counter() - started > 60:
            process.kill()
            sys.exit(f"{folder}/priorscope shows no thumbnails")
        time.sleep(0.005)
    elapsed = time.perf_counter() - started
    process.kill()
    process.wait()
    while screen.colours() > 100:  # the closed window leaves the screen
        time.sleep(0.02)
    return elapsed


def window(bins, scratch, voc, rounds):
    screen = Screen(scratch, 77)
    try:
        paired("window on VOC2007 to the first thumbnails", rounds,
               lambda folder: window_start(folder, voc, scratch, screen), bins)
    finally:
        screen.close()


def step_seconds(folder, scratch, voc, model, batch, steps, split):
    out = pathlib.Path(tempfile.mkdtemp(dir=scratch)) / "run"
    run([folder / "priorscope-cli", "train", voc, "--model", model, "--split", split, "--batch-size", batch, "--steps",
         steps, "--threads", 2, "--out", out])
    with open(out / "metrics.csv", newline="") as file:
        elapsed = [float(row["elapsed_s"]) for row in csv.DictReader(file) if row["kind"] == "step"]
    return statistics.median(after - before for before, after in zip(elapsed[1:], elapsed[2:]))


def step(bins, scratch, voc, rounds):
    paired("training step, ssd300-vgg16, batch 4", max(1, rounds // 3),
           lambda folder: step_seconds(folder, scratch, voc, "ssd300-vgg16", 4, 6, "mini_train"), bins)
    paired("training step, ssd-tiny, batch 16", rounds,
           lambda folder: step_seconds(folder, scratch, voc, "ssd-tiny", 16, 40, "mini_train"), bins)


def detect(bins, scratch, voc, rounds):
    names = (voc / "ImageSets/Main/mini_val.txt").read_text().split()[:8]
    # The small one is over in a fiftieth of a second: six of them say little.
    for model, size, repetitions in (("ssd300-vgg16", 300, 6), ("ssdlite320-mobilenet-v3-large", 320, 60)):
        checkpoint = scratch / f"{model}.pt"
        run([bins[1] / "priorscope-cli", "model", "create", model, "--out", checkpoint])
        images = []
        for name in names:
            images.append(scratch / f"{size}-{name}.png")
            scaled(voc / "JPEGImages" / f"{name}.jpg", size, images[-1])
        for batch in (1, 8):
            command = [checkpoint, batch, repetitions, "fp32", *images]
            paired(f"detection, {model}, batch {batch}", rounds,
                   lambda folder: statistics.median(json.loads(run([folder / "inference_benchmark", *command]))), bins)


def scaled(source, size, target):
    from PIL import Image
    Image.open(source).convert("RGB").resize((size, size)).save(target)


def slider(bins, scratch, voc, rounds):
    def edit(folder):
        result = json.loads(run([folder / "coverage_benchmark", voc, "trainval", "ssd300-voc", 9]))
        return max(statistics.median(of_map) for of_map in result["edit"])
    paired("coverage after an edit of the costliest map", rounds, edit, bins)


PARTS = {"starts": starts, "window": window, "step": step, "detect": detect, "slider": slider}


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("bin", type=pathlib.Path)
    parser.add_argument("other_bin", type=pathlib.Path)
    parser.add_argument("voc", type=pathlib.Path)
    parser.add_argument("--parts", default=",".join(PARTS))
    parser.add_argument("--rounds", type=int, default=7)
    options = parser.parse_args()
    bins = (options.bin.resolve(), options.other_bin.resolve())
    for part in options.parts.split(","):
        if part not in PARTS:
            parser.error(f"there is no part {part}; there are {', '.join(PARTS)}")
    with tempfile.TemporaryDirectory() as scratch:
        for part in options.parts.split(","):
            PARTS[part](bins, pathlib.Path(scratch), options.voc.resolve(), options.rounds)


if __name__ == "__main__":
    main()
