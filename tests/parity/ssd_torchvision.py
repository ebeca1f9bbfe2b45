#!/usr/bin/env python3
"""The detectors here are torchvision's: raw outputs, loss, gradients and detections, weight for weight.

usage: ssd_torchvision.py PRIORSCOPE_CLI PARITY_PROBE [ssd300 | ssdlite320]

For three seeds it makes torchvision's model with random weights, takes them into a detector of the same layout, and
compares
  - raw head outputs (evaluation mode): 1e-4
  - both parts of the loss (training mode): 1e-5, relative
  - the gradient of every parameter, in double precision: 1e-4 of the largest of that parameter, or 1e-4. (In single
    precision ReLU and pooling turn rounding into whole steps: torchvision's own gradients change by up to a
    thousandth in SSD300 and some hundredths in SSDLite when only the memory layout does.)
  - the detections of the whole pipeline, image file in, boxes and scores out: same count and labels, boxes within
    0.01 px, scores within 1e-5, on an image of the network's own size
and the exported state dict with what was taken in. An image of another size is resized differently by design: here
OpenCV resizes 8-bit pixels by weights of 1/2048 and rounds to whole levels, torchvision resizes floats; they stay
within one level of 255.
"""
import json
import pathlib
import subprocess
import sys
import tempfile

import torch
import torchvision
from PIL import Image
from torchvision.models.detection.image_list import ImageList
from torchvision.ops import box_iou
from torchvision.transforms.functional import to_tensor

CLASSES = 20
MODELS = {
    "ssd300": ("ssd300-vgg16-coco", torchvision.models.detection.ssd300_vgg16, 300),
    "ssdlite320": ("ssdlite320-mobilenet-v3-large", torchvision.models.detection.ssdlite320_mobilenet_v3_large, 320),
}
failures = []


def check(what, value, limit):
    print(f"  {what}: {value:.2e} (limit {limit:.0e})")
    if not value <= limit:
        failures.append(f"{what}: {value} is above {limit}")


def random_model(make, seed, size, classes=CLASSES):
    """Random weights such that features, logits and offsets are of the size that a trained model has.

    Left as they are, random weights give nearly the same score everywhere: rounding would then decide the order of
    detections, and hundreds of near-ties the result of NMS.
    """
    torch.manual_seed(seed)
    model = make(weights=None, weights_backbone=None, num_classes=classes + 1)
    norms = [module for module in model.modules() if isinstance(module, torch.nn.BatchNorm2d)]
    pictures = torch.stack([to_tensor(picture(size, size)) for _ in range(8)])
    with torch.no_grad():
        mean, std = (torch.tensor(values).view(1, 3, 1, 1)
                     for values in (model.transform.image_mean, model.transform.image_std))
        first = next(p for p in model.backbone.parameters() if p.dim() == 4)
        first *= 2 * std.mean()  # pixels of ±1 and of ±128 alike
        for module in norms:
            module.weight.uniform_(0.8, 1.2)
            module.bias.normal_(0, 0.1)
        momenta = [module.momentum for module in norms]
        for module in norms:
            module.momentum = 1.0
        model.train()
        head = model.head(list(model.backbone((pictures - mean) / std).values()))
        for module, momentum in zip(norms, momenta):
            module.momentum = momentum
            module.running_var.clamp_(min=module.running_var.mean() * 0.2)  # no channel that rounding is blown up in
        for part, output, spread in ((model.head.classification_head, "cls_logits", 0.4),
                                     (model.head.regression_head, "bbox_regression", 0.5)):
            for layer in part.module_list:
                last = layer if isinstance(layer, torch.nn.Conv2d) else layer[-1]
                last.weight *= spread / head[output].std()
                last.bias.normal_(0, 0.3)
    return model


def picture(width, height):
    """Patches of every size and colour, so that no two places look the same."""
    pixels = sum(torch.nn.functional.interpolate(torch.rand(1, 3, cells, cells), size=(height, width), mode="bicubic")
                 for cells in (5, 20, 80)) / 3
    pixels = ((pixels - 0.5) * 2.5 + 0.5).clamp(0, 1)
    return Image.fromarray((pixels[0].permute(1, 2, 0) * 255).byte().numpy())


def random_targets(size):
    """Objects larger than the smallest priors. A smaller one lies wholly inside several of them, which then have the
    same IoU, and rounding decides in either program which of them is the forced match."""
    targets = []
    for count in (5, 1):
        corner = torch.rand(count, 2) * 0.4
        boxes = torch.cat([corner, corner + 0.25 + torch.rand(count, 2) * 0.35], 1)
        targets.append({"fractions": boxes, "boxes": boxes * size, "labels": torch.randint(1, CLASSES + 1, (count,))})
    return targets


def torchvision_loss(model, images, targets):
    features = list(model.backbone(images).values())
    outputs = model.head(features)
    anchors = model.anchor_generator(ImageList(images, [tuple(images.shape[-2:])] * len(images)), features)
    matched = [model.proposal_matcher(box_iou(t["boxes"], a)) for t, a in zip(targets, anchors)]
    return outputs, model.compute_loss(targets, outputs, anchors, matched)


def compare_detections(cli, model, checkpoint, file, classes, score_limit=1e-5):
    """One image, of the network's own size, through both pipelines: same number and labels, boxes within 0.01 px."""
    model.eval()
    with torch.no_grad():
        theirs = model([to_tensor(Image.open(file))])[0]
    printed = subprocess.run([cli, "detect", checkpoint, file, "--min-score", str(model.score_thresh), "--json"],
                             check=True, capture_output=True)
    ours = json.loads(printed.stdout)[0]["detections"]
    print(f"  {len(ours)} detections")
    if not ours or len(ours) != len(theirs["scores"]):
        failures.append(f"{len(ours)} detections here, {len(theirs['scores'])} there")
        return
    # Scores that differ by rounding alone may change places, so each detection looks for its nearest.
    boxes = torch.tensor([o["box"] for o in ours])
    scores = torch.tensor([o["score"] for o in ours])
    labels = torch.tensor([classes.index(o["label"]) + 1 for o in ours])
    apart = (boxes[:, None] - theirs["boxes"][None]).abs().amax(2)
    apart[labels[:, None] != theirs["labels"][None]] = float("inf")
    distance, nearest = apart.min(1)
    check("detections without a partner of their own", len(ours) - len(set(nearest.tolist())), 0)
    check("boxes, px", distance.max().item(), 0.01)
    check("scores", (scores - theirs["scores"][nearest]).abs().max().item(), score_limit)
    check("scores in order", (scores - theirs["scores"]).abs().max().item(), score_limit)


def compare(cli, probe, name, seed, scratch):
    preset, make, size = MODELS[name]
    print(f"{name}, seed {seed}")
    model = random_model(make, seed, size)
    torch.save(model.state_dict(), scratch / "weights.pth")
    classes = [f"class{i}" for i in range(CLASSES)]
    (scratch / "classes.txt").write_text("\n".join(classes))
    checkpoint = scratch / "model.pt"
    created = json.loads(subprocess.run(
        [cli, "model", "create", preset, "--classes", scratch / "classes.txt", "--weights", scratch / "weights.pth",
         "--out", checkpoint, "--json"], check=True, capture_output=True).stdout)
    for key in ("missing", "unexpected", "reshaped"):
        if created[key]:
            failures.append(f"{key}: {created[key]}")

    picture(size, size).save(scratch / "own-size.png")
    picture(500, 375).save(scratch / "other-size.png")
    mean, std = (torch.tensor(values).view(1, 3, 1, 1)
                 for values in (model.transform.image_mean, model.transform.image_std))
    images = (torch.stack([to_tensor(picture(size, size)) for _ in range(2)]) - mean) / std
    targets = random_targets(size)
    document = {"images": images, "file": str(scratch / "other-size.png")}
    for i, target in enumerate(targets):
        document[f"boxes{i}"] = target["fractions"]
        document[f"labels{i}"] = target["labels"]
    torch.save(document, scratch / "in.pt")
    subprocess.run([probe, checkpoint, scratch / "in.pt", scratch / "out.pt"], check=True)
    ours = torch.load(scratch / "out.pt")

    model.eval()
    with torch.no_grad():
        outputs, _ = torchvision_loss(model, images, targets)
    check("logits", (ours["logits"] - outputs["cls_logits"]).abs().max().item(), 1e-4)
    check("offsets", (ours["offsets"] - outputs["bbox_regression"]).abs().max().item(), 1e-4)

    model.train()
    with torch.no_grad():
        _, losses = torchvision_loss(model, images, targets)
    for mine, theirs in (("confidence", "classification"), ("localization", "bbox_regression")):
        value = losses[theirs].item()
        check(f"{mine} {value:.4f}, relative", abs(ours[mine].item() - value) / value, 1e-5)
    model.double()
    in_double = [{**target, "boxes": target["boxes"].double()} for target in targets]
    sum(torchvision_loss(model, images.double(), in_double)[1].values()).backward()
    model.float()
    worst = 0.0
    for parameter_name, parameter in model.named_parameters():
        difference = (ours["gradient " + parameter_name] - parameter.grad).abs().max().item()
        worst = max(worst, difference / max(1.0, parameter.grad.abs().max().item()))
    check("gradients", worst, 1e-4)

    model.load_state_dict(torch.load(scratch / "weights.pth"))  # training moved the batch norm statistics
    compare_detections(cli, model, checkpoint, scratch / "own-size.png", classes)
    other = to_tensor(Image.open(scratch / "other-size.png"))
    theirs = torch.nn.functional.interpolate(other[None], size=(size, size), mode="bilinear", align_corners=False)[0]
    check("resized pixels, levels", (ours["resized"].permute(2, 0, 1) - theirs * 255).abs().max().item(), 1.0)

    subprocess.run([cli, "export", checkpoint, "--format", "state-dict", "--out", scratch / "back.pth"], check=True,
                   stdout=subprocess.DEVNULL)
    back = torch.load(scratch / "back.pth")
    model.load_state_dict(back, strict=True)
    given = torch.load(scratch / "weights.pth")
    check("weights that came back changed", sum(not torch.equal(back[key], given[key]) for key in given), 0)


def main():
    cli, probe = sys.argv[1:3]
    names = sys.argv[3:] or list(MODELS)
    for name in names:
        for seed in range(3):
            with tempfile.TemporaryDirectory() as scratch:
                compare(cli, probe, name, seed, pathlib.Path(scratch))
    for failure in failures:
        print("FAILED:", failure)
    sys.exit(1 if failures else 0)


if __name__ == "__main__":
    main()
