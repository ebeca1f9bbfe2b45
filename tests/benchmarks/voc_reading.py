#!/usr/bin/env python3
"""Reads every annotation of a VOC folder with Python's ElementTree and with priorscope-cli, and compares the times.

usage: voc_reading.py PRIORSCOPE_CLI VOC_FOLDER [--rounds N] [--limit RATIO]

Both read the same files, in turn, so that the load of the machine weighs on both alike; the medians are compared.
Ends with 1 where the ratio is above the limit.
"""
import argparse
import json
import os
import statistics
import subprocess
import sys
import time
import xml.etree.ElementTree as ElementTree
from pathlib import Path


def read_with_element_tree(files):
    """Seconds, and the number of objects that are not difficult."""
    started = time.perf_counter()
    objects = 0
    for file in files:
        for item in ElementTree.parse(file).getroot().iter("object"):
            objects += item.findtext("difficult") != "1"
    return time.perf_counter() - started, objects


def read_bytes(files):
    """Seconds."""
    started = time.perf_counter()
    for file in files:
        with open(file, "rb") as stream:
            stream.read()
    return time.perf_counter() - started


def read_with_priorscope(program, folder):
    """Seconds as the program measures them, number of images and of objects that are not difficult."""
    command = [program, "dataset", "stats", str(folder), "--json"]
    without_index = {**os.environ, "XDG_CACHE_HOME": "/proc"}  # nothing can be kept there
    result = json.loads(subprocess.run(command, check=True, capture_output=True, env=without_index).stdout)
    return result["seconds"], result["images"], result["objects"]


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("program")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--limit", type=float, default=0.4)
    options = parser.parse_args()

    files = sorted(str(file) for file in (options.folder / "Annotations").glob("*.xml"))
    read_bytes(files)  # fills the page cache
    times = {"ElementTree": [], "bytes alone": [], "priorscope-cli": []}
    for _ in range(options.rounds):
        seconds, expected = read_with_element_tree(files)
        times["ElementTree"].append(seconds)
        times["bytes alone"].append(read_bytes(files))
        seconds, images, objects = read_with_priorscope(options.program, options.folder)
        times["priorscope-cli"].append(seconds)
        if (images, objects) != (len(files), expected):
            sys.exit(f"the readers disagree: {images} images and {objects} objects against {len(files)} and {expected}")

    print(f"{len(files)} annotations, {expected} objects, {options.rounds} rounds, medians")
    for name, values in times.items():
        print(f"{name:<15} {statistics.median(values):.3f} s  (least {min(values):.3f}, most {max(values):.3f})")
    ratio = statistics.median(times["priorscope-cli"]) / statistics.median(times["ElementTree"])
    print(f"ratio           {ratio:.2f}  (limit {options.limit:.2f})")
    return 0 if ratio <= options.limit else 1


if __name__ == "__main__":
    sys.exit(main())
