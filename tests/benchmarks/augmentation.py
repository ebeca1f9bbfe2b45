#!/usr/bin/env python3
"""The augmentation of the set ssd beside the same steps with PIL and torchvision, on one core each, in one run.

usage: augmentation.py AUGMENTATION_BENCHMARK VOC_FOLDER [--images 200] [--rounds 3]

The peer does what the well-known PyTorch tutorial for SSD does: PIL decodes; brightness, contrast, saturation and hue in
random order; zoom-out on a tensor; crop under a minimum IoU; mirror; resize to 300; normalisation. In turns; medians of
processor time. Prints samples a second, and what share of a plain decode ours costs.
"""
import argparse
import json
import os
import pathlib
import random
import statistics
import subprocess
import time
import xml.etree.ElementTree as ElementTree

import torch
import torchvision.transforms.functional as functional
from PIL import Image
from torchvision.ops import box_iou

MEAN = [0.485, 0.456, 0.406]
STD = [0.229, 0.224, 0.225]


def boxes_of(file):
    boxes = []
    for each in ElementTree.parse(file).getroot().iter("object"):
        box = each.find("bndbox")
        boxes.append([float(box.find(name).text) - 1 for name in ("xmin", "ymin", "xmax", "ymax")])
    return torch.tensor(boxes)


def photometric(image):
    parts = [(functional.adjust_brightness, 0.5, 1.5), (functional.adjust_contrast, 0.5, 1.5),
             (functional.adjust_saturation, 0.5, 1.5), (functional.adjust_hue, -18 / 255, 18 / 255)]
    random.shuffle(parts)
    for adjust, least, most in parts:
        if random.random() < 0.5:
            image = adjust(image, random.uniform(least, most))
    return image


def zoom_out(image, boxes):
    _, height, width = image.shape
    by = random.uniform(1, 4)
    new_height, new_width = int(by * height), int(by * width)
    canvas = torch.ones((3, new_height, new_width)) * torch.tensor(MEAN)[:, None, None]
    left, top = random.randint(0, new_width - width), random.randint(0, new_height - height)
    canvas[:, top:top + height, left:left + width] = image
    return canvas, boxes + torch.tensor([left, top, left, top], dtype=torch.float)


def crop(image, boxes):
    _, height, width = image.shape
    while True:
        least = random.choice([0.0, 0.1, 0.3, 0.5, 0.7, 0.9, None])
        if least is None:
            return image, boxes
        for _ in range(50):
            new_height, new_width = (int(random.uniform(0.3, 1) * side) for side in (height, width))
            if not 0.5 < new_height / new_width < 2:
                continue
            left, top = random.randint(0, width - new_width), random.randint(0, height - new_height)
            part = torch.tensor([left, top, left + new_width, top + new_height], dtype=torch.float)
            if box_iou(part[None], boxes).max() < least:
                continue
            centres = (boxes[:, :2] + boxes[:, 2:]) / 2
            inside = ((centres > part[:2]) & (centres < part[2:])).all(dim=1)
            if not inside.any():
                continue
            kept = boxes[inside]
            kept = torch.cat([torch.max(kept[:, :2], part[:2]), torch.min(kept[:, 2:], part[2:])], dim=1)
            return image[:, top:top + new_height, left:left + new_width], kept - part[:2].repeat(2)


def sample(file, boxes):
    image = photometric(Image.open(file).convert("RGB"))
    image = functional.to_tensor(image)
    if random.random() < 0.5:
        image, boxes = zoom_out(image, boxes)
    image, boxes = crop(image, boxes)
    image = functional.to_pil_image(image)
    if random.random() < 0.5:
        width = image.width
        image = functional.hflip(image)
        boxes = torch.stack([width - boxes[:, 2], boxes[:, 1], width - boxes[:, 0], boxes[:, 3]], dim=1)
    boxes = boxes / torch.tensor([image.width, image.height] * 2)
    image = functional.resize(image, (300, 300))
    return functional.normalize(functional.to_tensor(image), MEAN, STD), boxes


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("benchmark")
    parser.add_argument("folder", type=pathlib.Path)
    parser.add_argument("--images", type=int, default=200)
    parser.add_argument("--epochs", type=int, default=3)
    parser.add_argument("--rounds", type=int, default=3)
    arguments = parser.parse_args()
    os.sched_setaffinity(0, {0})
    torch.set_num_threads(1)
    names = sorted(file.stem for file in (arguments.folder / "JPEGImages").iterdir())[:arguments.images]
    inputs = [(arguments.folder / "JPEGImages" / f"{name}.jpg",
               boxes_of(arguments.folder / "Annotations" / f"{name}.xml")) for name in names]
    random.seed(5)
    rounds = {"peer": [], "decode": [], "files": [], "cache": []}
    for _ in range(arguments.rounds):
        start = time.process_time()
        for file, boxes in inputs:
            sample(file, boxes)
        rounds["peer"].append(len(inputs) / (time.process_time() - start))
        ours = json.loads(subprocess.run([arguments.benchmark, arguments.folder, "ssd", "300", str(arguments.images),
                                          str(arguments.epochs)], check=True, capture_output=True).stdout)
        for name in ("decode", "files", "cache"):
            rounds[name].append(ours[name])
    peer, decode, files, cache = (statistics.median(rounds[name]) for name in ("peer", "decode", "files", "cache"))
    print(f"from files: {files:.0f} samples a second, PIL and torchvision {peer:.0f}: {files / peer:.1f} times; "
          f"{decode / files:.2f} of a plain decode ({decode:.0f} a second)")
    print(f"from decoded images in memory: {cache:.0f} samples a second")


if __name__ == "__main__":
    main()
