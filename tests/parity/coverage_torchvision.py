#!/usr/bin/env python3
"""Compares the priors and their coverage with torchvision's default boxes and IoU over the same annotations.

usage: coverage_torchvision.py PRIORSCOPE_CLI [VOC_FOLDER SPLIT]

Without a folder it takes trainval and test of PRIORSCOPE_TEST_DATA/VOCdevkit/VOC2007, or skips (exit 77) where that is
unset. Needs torch and torchvision. The presets ssd300-voc and ssd300-coco are built with torchvision's
DefaultBoxGenerator; mean best IoU and recall, over all objects and of each class, must agree with `priorscope-cli priors
coverage` to 1e-5, where an object on the very threshold may fall to either side by rounding. The times of both are
printed. Ends with 1 where they do not agree.
"""
import json
import os
import subprocess
import sys
import time
import xml.etree.ElementTree as ElementTree
from pathlib import Path

import torch
from torchvision.models.detection.anchor_utils import DefaultBoxGenerator
from torchvision.models.detection.image_list import ImageList
from torchvision.ops import box_iou

SKIPPED = 77
RATIOS = [[2], [2, 3], [2, 3], [2, 3], [2], [2]]
GRIDS = [38, 19, 10, 5, 3, 1]
SIDE = 300
TOLERANCE = 1e-5


def default_boxes(generator):
    """[priors, 4] boundary coordinates in pixels of the input."""
    image = torch.zeros(1, 3, SIDE, SIDE)
    maps = [torch.zeros(1, 1, grid, grid) for grid in GRIDS]
    return generator(ImageList(image, [(SIDE, SIDE)]), maps)[0]


def preset_boxes(name):
    if name == "ssd300-coco":
        scales = [0.07, 0.15, 0.33, 0.51, 0.69, 0.87, 1.05]
        return default_boxes(DefaultBoxGenerator(RATIOS, scales=scales, steps=[8, 16, 32, 64, 100, 300]))
    # The last extra prior has side 1: sqrt(0.9 * s) = 1. Nothing is clipped.
    scales = [0.1, 0.2, 0.375, 0.55, 0.725, 0.9, 1 / 0.9]
    return default_boxes(DefaultBoxGenerator(RATIOS, scales=scales, clip=False))


def read_annotations(folder, split):
    """[objects, 4] in pixels of the stretched input, and the class of each; difficult objects are left out."""
    boxes, names = [], []
    for name in (folder / "ImageSets/Main" / f"{split}.txt").read_text().split():
        root = ElementTree.parse(folder / "Annotations" / f"{name}.xml").getroot()
        width, height = (float(root.findtext(f"size/{side}")) for side in ("width", "height"))
        for item in root.iter("object"):
            if item.findtext("difficult") == "1":
                continue
            x0, y0, x1, y1 = (float(item.findtext(f"bndbox/{key}")) for key in ("xmin", "ymin", "xmax", "ymax"))
            boxes.append([(x0 - 1) / width, (y0 - 1) / height, x1 / width, y1 / height])
            names.append(item.findtext("name"))
    return torch.tensor(boxes, dtype=torch.float64).float() * SIDE, names


def read_objects(folder, split):
    return read_annotations(folder, split)[0]


def differences(best, figures):
    """Names of the figures that differ. @param best  IoU of each object"""
    wrong = []
    if figures["objects"] != len(best):
        wrong.append("objects")
    if len(best) and abs(figures["mean_best_iou"] - best.double().mean().item()) > TOLERANCE:
        wrong.append("mean_best_iou")
    for key, recall in figures["recall"].items():
        # Objects whose IoU is the threshold itself, up to rounding, count or do not.
        surely = (best >= float(key) + TOLERANCE).sum().item() - 0.5
        perhaps = (best >= float(key) - TOLERANCE).sum().item() + 0.5
        if len(best) and not surely < recall * len(best) < perhaps:
            wrong.append(f"recall at {key}")
    return wrong


def positives_within(objects, priors):
    """Pairs that reach 0.5 by more than rounding, and those that might."""
    surely = perhaps = 0
    for chunk in objects.split(500):
        iou = box_iou(chunk, priors)
        surely += (iou >= 0.5 + TOLERANCE).sum().item()
        perhaps += (iou >= 0.5 - TOLERANCE).sum().item()
    return surely, perhaps


def compare(program, folder, split, name):
    """Whether all figures of a preset over a split agree."""
    objects, classes = read_annotations(folder, split)
    priors = preset_boxes(name)
    started = time.perf_counter()
    best = torch.cat([box_iou(chunk, priors).max(dim=1).values for chunk in objects.split(500)])
    seconds = time.perf_counter() - started
    command = [program, "priors", "coverage", str(folder), "--priors", name, "--split", split, "--json"]
    ours = json.loads(subprocess.run(command, check=True, capture_output=True).stdout)
    wrong = differences(best, ours)
    if ours["priors"] != len(priors):
        wrong.append("priors")
    for label, figures in ours["classes"].items():
        of_class = best[torch.tensor([each == label for each in classes], dtype=torch.bool)]
        wrong += [f"{key} of {label}" for key in differences(of_class, figures)]
    surely, perhaps = positives_within(objects, priors)
    if not surely <= ours["positives"] <= perhaps:
        wrong.append(f"positives ({ours['positives']}, not {surely} to {perhaps})")
    print(f"{name:<12} {split:<9} {len(objects)} objects  mean best IoU {ours['mean_best_iou']:.7f}  "
          f"recall at 0.5 {ours['recall']['0.50']:.7f}  torchvision {1000 * seconds:.0f} ms, "
          f"priorscope {1000 * ours['seconds']:.1f} ms  {'agree' if not wrong else 'DIFFER: ' + ', '.join(wrong)}")
    return not wrong


def main():
    program = sys.argv[1]
    if len(sys.argv) > 3:
        folder, splits = Path(sys.argv[2]), [sys.argv[3]]
    elif "PRIORSCOPE_TEST_DATA" in os.environ:
        folder, splits = Path(os.environ["PRIORSCOPE_TEST_DATA"]) / "VOCdevkit" / "VOC2007", ["trainval", "test"]
    else:
        print("skipped: PRIORSCOPE_TEST_DATA is not set, so there are no real annotations to compare on")
        return SKIPPED
    agree = [compare(program, folder, split, name) for split in splits for name in ("ssd300-voc", "ssd300-coco")]
    return 0 if all(agree) else 1


if __name__ == "__main__":
    sys.exit(main())
