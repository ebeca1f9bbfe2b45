#!/usr/bin/env python3
"""Scores the reference's 400,079 detections with pycocotools and with priorscope-cli, and compares the times.

usage: score_speed.py PRIORSCOPE_CLI REFERENCE_EVAL_FOLDER [--rounds N] [--threads T] [--limit RATIO]

Both read the same two COCO files, difficult objects being crowds, and take turns. Ours is the time of the whole
process; pycocotools' counts from loading the files to the twelve figures, without Python's start and imports (the time
with them is printed, too). Ends with 1 where pycocotools takes less than LIMIT times as long, or where a figure
differs. Needs pycocotools (python3 -m pip install pycocotools).
"""
import argparse
import gzip
import json
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

FIGURES = ("ap", "ap50", "ap75", "ap_small", "ap_medium", "ap_large",
           "ar1", "ar10", "ar100", "ar_small", "ar_medium", "ar_large")
TOLERANCE = 1e-8
OURS_A_ROUND = 5  # pycocotools takes far longer

PEER = """
import contextlib, io, json, sys, time
from pycocotools.coco import COCO
from pycocotools.cocoeval import COCOeval
started = time.perf_counter()
with contextlib.redirect_stdout(io.StringIO()):
    truth = COCO(sys.argv[1])
    evaluation = COCOeval(truth, truth.loadRes(sys.argv[2]), "bbox")
    evaluation.evaluate()
    evaluation.accumulate()
    evaluation.summarize()
print(json.dumps({"seconds": time.perf_counter() - started, "figures": list(evaluation.stats)}))
"""


def rows(file):
    with gzip.open(file, "rt", encoding="utf-8") as lines:
        return [line.split() for line in lines]


def coco_box(corners):
    """COCO's box of 1-based pixels, both ends inclusive."""
    x_min, y_min, x_max, y_max = map(float, corners)
    return [x_min - 1.0, y_min - 1.0, x_max - x_min + 1.0, y_max - y_min + 1.0]


def write_coco(reference, truth_file, detections_file):
    category, images, annotations = {}, {}, []
    for name, label, difficult, *box, width, height in rows(reference / "groundtruth.txt.gz"):
        images[name] = {"id": int(name), "file_name": f"{name}.jpg", "width": int(width), "height": int(height)}
        if label != "-":
            box = coco_box(box)
            annotations.append({"id": len(annotations) + 1, "image_id": int(name), "bbox": box, "area": box[2] * box[3],
                                "category_id": category.setdefault(label, len(category) + 1),
                                "iscrowd": int(difficult)})
    detections = [{"image_id": int(name), "category_id": category[label], "bbox": coco_box(box), "score": float(score)}
                  for name, label, score, *box in rows(reference / "detections.txt.gz")]
    truth = {"images": list(images.values()), "annotations": annotations,
             "categories": [{"id": number, "name": label} for label, number in category.items()]}
    truth_file.write_text(json.dumps(truth), encoding="utf-8")
    detections_file.write_text(json.dumps(detections), encoding="utf-8")
    return len(detections)


def timed(command):
    """Seconds of the whole process, and what it printed."""
    started = time.perf_counter()
    done = subprocess.run(command, capture_output=True, text=True)
    seconds = time.perf_counter() - started
    if done.returncode != 0:
        sys.exit(f"{command[0]}: exit {done.returncode}\n{done.stderr}")
    return seconds, json.loads(done.stdout)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("program")
    parser.add_argument("reference", type=Path)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--limit", type=float, default=120.0)
    options = parser.parse_args()
    if subprocess.run([sys.executable, "-c", "import pycocotools.mask"], capture_output=True).returncode != 0:
        sys.exit(f"{sys.executable} has no pycocotools, which this compares with: python3 -m pip install pycocotools")

    peer, whole_peer, ours = "pycocotools", "with start and imports", "priorscope-cli score"
    times = {peer: [], whole_peer: [], ours: []}
    with tempfile.TemporaryDirectory() as folder:
        truth, detections = Path(folder, "truth.json"), Path(folder, "detections.json")
        count = write_coco(options.reference, truth, detections)
        command = [options.program, "score", "--ground-truth", str(truth), "--detections", str(detections),
                   "--threads", str(options.threads), "--json"]
        for _ in range(options.rounds):
            seconds, expected = timed([sys.executable, "-c", PEER, str(truth), str(detections)])
            times[whole_peer].append(seconds)
            times[peer].append(expected["seconds"])
            for _ in range(OURS_A_ROUND):
                seconds, scored = timed(command)
                times[ours].append(seconds)
            for name, figure in zip(FIGURES, expected["figures"]):
                if not abs(scored["coco"][name] - figure) < TOLERANCE:
                    sys.exit(f"{name} differs: {scored['coco'][name]} against pycocotools' {figure}")

    print(f"{count} detections, {options.threads} threads, {options.rounds} rounds, medians; the twelve figures agree")
    for name, values in times.items():
        print(f"{name:<22} {statistics.median(values):7.3f} s  (least {min(values):.3f}, most {max(values):.3f})")
    ratio = statistics.median(times[peer]) / statistics.median(times[ours])
    print(f"pycocotools takes {ratio:.0f} times as long  (limit {options.limit:.0f})")
    return 0 if ratio >= options.limit else 1


if __name__ == "__main__":
    sys.exit(main())
