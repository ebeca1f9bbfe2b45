#!/usr/bin/env python3
"""Training steps of ssd300-vgg16 (batch 4) and ssdlite320 (batch 8) beside torchvision's, same images, in one run.

usage: ssd300_training.py PRIORSCOPE_CLI VOC2007_FOLDER [--models ssd300,ssdlite320] [--steps 6] [--rounds 2]

Both train from random weights on the split mini_train with two threads, in turns: torchvision in fp32, ours in fp32
and in bf16 (where the processor has it). A step of ours includes waiting for images; torchvision's are decoded
and scaled beforehand, which is to its advantage. Prints the median seconds of a step of each and their ratios to
torchvision's (below 1: ours is faster).
"""
import argparse
import csv
import pathlib
import statistics
import subprocess
import tempfile
import time
import xml.etree.ElementTree as ElementTree
from dataclasses import dataclass

import torch
import torchvision
from PIL import Image


@dataclass
class Pair:
    ours: str
    theirs: object
    batch: int


PAIRS = {"ssd300": Pair("ssd300-vgg16", torchvision.models.detection.ssd300_vgg16, 4),
         "ssdlite320": Pair("ssdlite320-mobilenet-v3-large",
                            torchvision.models.detection.ssdlite320_mobilenet_v3_large, 8)}


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


def torchvision_steps(pair, folder, steps):
    names = (folder / "ImageSets/Main/mini_train.txt").read_text().split()
    model = pair.theirs(weights=None, weights_backbone=None, num_classes=21).train()
    optimizer = torch.optim.SGD(model.parameters(), lr=1e-4, momentum=0.9, weight_decay=5e-4)
    seconds, index = [], {}
    for step in range(steps):
        images, targets = voc_batch(folder, names[pair.batch * step:pair.batch * (step + 1)], index)
        start = time.perf_counter()
        losses = model(images, targets)
        optimizer.zero_grad()
        sum(losses.values()).backward()
        optimizer.step()
        seconds.append(time.perf_counter() - start)
    return seconds[1:]


def priorscope_steps(pair, precision, cli, folder, steps):
    with tempfile.TemporaryDirectory() as scratch:
        run = pathlib.Path(scratch) / "run"
        subprocess.run([cli, "train", folder, "--model", pair.ours, "--split", "mini_train", "--batch-size",
                        str(pair.batch), "--precision", precision, "--steps", str(steps), "--threads", "2",
                        "--checkpoint-every", "1000000", "--out", run],
                       check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        with open(run / "metrics.csv", newline="") as file:
            elapsed = [float(row["elapsed_s"]) for row in csv.DictReader(file) if row["kind"] == "step"]
    return [after - before for before, after in zip(elapsed, elapsed[1:])]


def precisions():
    flags = pathlib.Path("/proc/cpuinfo").read_text().split()
    return ("fp32", "bf16") if {"avx512_bf16", "amx_bf16"} & set(flags) else ("fp32",)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("cli")
    parser.add_argument("folder", type=pathlib.Path)
    parser.add_argument("--models", default="ssd300,ssdlite320")
    parser.add_argument("--steps", type=int, default=6)
    parser.add_argument("--rounds", type=int, default=2)
    arguments = parser.parse_args()
    torch.set_num_threads(2)
    for pair in (PAIRS[name] for name in arguments.models.split(",")):
        seconds = {name: [] for name in ("torchvision", *precisions())}
        for _ in range(arguments.rounds):
            seconds["torchvision"] += torchvision_steps(pair, arguments.folder, arguments.steps)
            for precision in precisions():
                seconds[precision] += priorscope_steps(pair, precision, arguments.cli, arguments.folder,
                                                       arguments.steps)
        medians = {name: statistics.median(values) for name, values in seconds.items()}
        peer = medians["torchvision"]
        print(f"{pair.ours}, batch {pair.batch}: torchvision {peer:.3f} s a step ({len(seconds['torchvision'])} steps); "
              + "; ".join(f"{name} {medians[name]:.3f} s, ratio {medians[name] / peer:.3f}" for name in precisions()))


if __name__ == "__main__":
    main()
