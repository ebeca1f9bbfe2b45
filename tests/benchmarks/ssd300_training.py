#!/usr/bin/env python3
"""A training step of ssd300-vgg16 beside torchvision's, batch 4, same images, in one run.

usage: ssd300_training.py PRIORSCOPE_CLI VOC2007_FOLDER [--steps 6] [--rounds 2]

Both train from random weights on the split mini_train with two threads, in turns. A step of ours includes waiting
for images; torchvision's are decoded and scaled beforehand, which is to its advantage. Prints the median seconds
of a step of each and their ratio (below 1: ours is faster).
"""
import argparse
import csv
import pathlib
import statistics
import subprocess
import tempfile
import time
import xml.etree.ElementTree as ElementTree

import torch
import torchvision
from PIL import Image


def voc_batch(folder, names, index):
    """Images as torchvision's detectors take them, and their targets."""
    images, targets = [], []
    for name in names:
        pixels = Image.open(folder / "JPEGImages" / f"{name}.jpg").convert("RGB")
        images.append(torchvision.transforms.functional.to_tensor(pixels))
        boxes, labels = [], []
        for item in ElementTree.parse(folder / "Annotations" / f"{name}.xml").iter("object"):
            if item.findtext("difficult") == "1":
                continue
            box = [float(item.findtext(f"bndbox/{key}")) for key in ("xmin", "ymin", "xmax", "ymax")]
            boxes.append([box[0] - 1, box[1] - 1, box[2], box[3]])
            labels.append(index.setdefault(item.findtext("name"), len(index) + 1))
        targets.append({"boxes": torch.tensor(boxes).reshape(-1, 4), "labels": torch.tensor(labels).long()})
    return images, targets


def torchvision_steps(folder, steps):
    names = (folder / "ImageSets/Main/mini_train.txt").read_text().split()
    model = torchvision.models.detection.ssd300_vgg16(weights=None, weights_backbone=None, num_classes=21).train()
    optimizer = torch.optim.SGD(model.parameters(), lr=1e-4, momentum=0.9, weight_decay=5e-4)
    seconds, index = [], {}
    for step in range(steps):
        images, targets = voc_batch(folder, names[4 * step:4 * step + 4], index)
        start = time.perf_counter()
        losses = model(images, targets)
        optimizer.zero_grad()
        sum(losses.values()).backward()
        optimizer.step()
        seconds.append(time.perf_counter() - start)
    return seconds[1:]


def priorscope_steps(cli, folder, steps):
    with tempfile.TemporaryDirectory() as scratch:
        run = pathlib.Path(scratch) / "run"
        subprocess.run([cli, "train", folder, "--model", "ssd300-vgg16", "--split", "mini_train", "--batch-size", "4",
                        "--steps", str(steps), "--threads", "2", "--out", run],
                       check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        with open(run / "metrics.csv", newline="") as file:
            elapsed = [float(row["elapsed_s"]) for row in csv.DictReader(file) if row["kind"] == "step"]
    return [after - before for before, after in zip(elapsed, elapsed[1:])]


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("cli")
    parser.add_argument("folder", type=pathlib.Path)
    parser.add_argument("--steps", type=int, default=6)
    parser.add_argument("--rounds", type=int, default=2)
    arguments = parser.parse_args()
    torch.set_num_threads(2)
    theirs, ours = [], []
    for _ in range(arguments.rounds):
        theirs += torchvision_steps(arguments.folder, arguments.steps)
        ours += priorscope_steps(arguments.cli, arguments.folder, arguments.steps)
    a, b = statistics.median(ours), statistics.median(theirs)
    print(f"priorscope {a:.3f} s a step ({len(ours)} steps), torchvision {b:.3f} s ({len(theirs)} steps), ratio {a / b:.3f}")


if __name__ == "__main__":
    main()
