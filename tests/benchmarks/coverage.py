#!/usr/bin/env python3
"""Times the best IoU of every object over all priors: torchvision's box_iou beside Priorscope's coverage.

usage: coverage.py COVERAGE_BENCHMARK VOC_FOLDER [--split trainval] [--rounds N]

Both have the objects and the 8,732 priors of ssd300-voc in memory and run on one thread, torchvision in chunks of 500
objects; processor time is counted, in turn, and the medians are compared. Needs torch and torchvision.
"""
import argparse
import json
import statistics
import subprocess
import sys
import time
from pathlib import Path

import torch
from torchvision.ops import box_iou

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "parity"))
from coverage_torchvision import preset_boxes, read_objects  # noqa: E402


def seconds_of_box_iou(objects, priors):
    started = time.process_time()
    for chunk in objects.split(500):
        box_iou(chunk, priors).max(dim=1)
    return time.process_time() - started


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("program")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--split", default="trainval")
    parser.add_argument("--rounds", type=int, default=7)
    options = parser.parse_args()

    torch.set_num_threads(1)
    objects = read_objects(options.folder, options.split)
    priors = preset_boxes("ssd300-voc")
    peer, ours, edit = "torchvision's box_iou", "ours, from nothing", "ours, an edit"
    times = {peer: [], ours: [], edit: []}
    command = [options.program, str(options.folder), options.split, "ssd300-voc", "9"]
    for _ in range(options.rounds):
        times[peer].append(seconds_of_box_iou(objects, priors))
        result = json.loads(subprocess.run(command, check=True, capture_output=True).stdout)
        if (result["objects"], result["priors"]) != (len(objects), len(priors)):
            sys.exit(f"not the same: {result['objects']} objects and {result['priors']} priors against "
                     f"{len(objects)} and {len(priors)}")
        times[ours].append(statistics.median(result["scratch"]))
        times[edit].append(max(statistics.median(of_map) for of_map in result["edit"]))
    print(f"{len(objects)} objects, {len(priors)} priors, {options.rounds} rounds, medians; an edit: of the costliest map")
    for name, values in times.items():
        print(f"{name:<22} {1000 * statistics.median(values):8.2f} ms  "
              f"(least {1000 * min(values):.2f}, most {1000 * max(values):.2f})")
    print(f"torchvision takes {statistics.median(times[peer]) / statistics.median(times[ours]):.0f} times as long")
    return 0


if __name__ == "__main__":
    sys.exit(main())
