#!/usr/bin/env python3
"""ssd300-vgg16 here and torchvision's ssd300_vgg16 are one model.

usage: ssd300_state_dict.py PRIORSCOPE_CLI

Creates a detector with random weights, exports its state dict, loads it with strict=True into torchvision's model,
runs one image of the network's own size through both pipelines and compares the detections. The prior layout is
ssd300-voc in both (torchvision's generator, its clipping turned off).
"""
import json
import pathlib
import subprocess
import sys
import tempfile

import torch
import torchvision
from PIL import Image
from torchvision.models.detection.anchor_utils import DefaultBoxGenerator


def fail(reason):
    print("FAILED:", reason)
    sys.exit(1)


class VocPriors(DefaultBoxGenerator):
    """The layout's extra prior of the last map has side 1.0, where torchvision's rule gives sqrt(0.9 · 1.0)."""

    def _generate_wh_pairs(self, num_outputs, dtype=torch.float32, device=torch.device("cpu")):
        pairs = super()._generate_wh_pairs(num_outputs, dtype, device)
        pairs[-1][1] = torch.tensor([1.0, 1.0], dtype=dtype, device=device)
        return pairs


def main():
    cli = sys.argv[1]
    with tempfile.TemporaryDirectory() as scratch:
        scratch = pathlib.Path(scratch)
        torch.manual_seed(0)
        pixels = torch.nn.functional.interpolate(torch.rand(1, 3, 12, 12), size=300, mode="bicubic")[0].clamp(0, 1)
        Image.fromarray((pixels.permute(1, 2, 0) * 255).byte().numpy()).save(scratch / "image.png")
        subprocess.run([cli, "model", "create", "ssd300-vgg16", "--out", scratch / "model.pt"], check=True,
                       stdout=subprocess.DEVNULL)
        subprocess.run([cli, "export", scratch / "model.pt", "--format", "state-dict", "--out", scratch / "w.pth"],
                       check=True, stdout=subprocess.DEVNULL)
        state = torch.load(scratch / "w.pth")
        model = torchvision.models.detection.ssd300_vgg16(weights=None, weights_backbone=None, num_classes=21)
        model.load_state_dict(state, strict=True)
        model.anchor_generator = VocPriors([[2], [2, 3], [2, 3], [2, 3], [2], [2]],
                                           scales=[0.1, 0.2, 0.375, 0.55, 0.725, 0.9, 1.0], clip=False)
        model.eval()
        image = torchvision.transforms.functional.to_tensor(Image.open(scratch / "image.png"))
        with torch.no_grad():
            theirs = model([image])[0]
        printed = subprocess.run([cli, "detect", scratch / "model.pt", scratch / "image.png", "--min-score", "0.01",
                                  "--nms-iou", "0.45", "--top-k", "200", "--json"], check=True, capture_output=True)
        ours = json.loads(printed.stdout)[0]["detections"]
    if len(ours) != len(theirs["scores"]) or not ours:
        fail(f"{len(ours)} detections here, {len(theirs['scores'])} there")
    box = max((torch.tensor(o["box"]) - b).abs().max().item() for o, b in zip(ours, theirs["boxes"]))
    score = max(abs(o["score"] - s.item()) for o, s in zip(ours, theirs["scores"]))
    print(f"{len(ours)} detections, largest difference of a box {box:.5f} px, of a score {score:.2e}")
    if box > 0.01 or score > 1e-5:
        fail("above 0.01 px or 1e-5")


if __name__ == "__main__":
    main()
