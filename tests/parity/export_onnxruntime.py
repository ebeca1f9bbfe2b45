#!/usr/bin/env python3
"""Exported ONNX runs in ONNX Runtime and in its WebAssembly, and gives what the program gives.

usage: export_onnxruntime.py PRIORSCOPE_CLI PARITY_PROBE NODE_MODULES [MODEL...]

NODE_MODULES is the folder into which scripts/setup.sh installs npm's packages onnxruntime-node and onnxruntime-web.
Detectors with random weights, their class scores spread as training spreads them, on photographs (of
PRIORSCOPE_TEST_DATA; else on the sample dataset's pictures) of the network's size. raw and decoded are compared with
parity_probe, which is the program's own network: logits and offsets, and the boxes and probabilities that follow from
them by SSD's definition, worked out here in double precision. nms must give the detections of `priorscope-cli detect`:
as many, each with one partner of the same class, and zeros after the last. WebAssembly runs on one thread. Skips, with
77, where node or the packages are absent.
"""
import json
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile

import numpy as np
import torch
from PIL import Image

from export_torchscript import cli, fail, make_checkpoint, same_detections

VERSION = "1.30.0"
LOGIT = 1e-4  # relative to the largest: operators sum in other orders, layer after layer
BOX_PX = 0.05
SCORE = 1e-4
LIMITS = ["--min-score", 0.05, "--nms-iou", 0.4, "--top-k", 150]
MODELS = {"ssd-tiny": 2, "ssd300-resnet18": 1}  # images of each: the test is to take less than a minute


def skip(reason):
    print(f"SKIPPED: {reason}")
    sys.exit(77)


def require_packages(modules):
    if not shutil.which("node"):
        skip("there is no node; scripts/setup.sh dev installs it")
    for package in ("onnxruntime-node", "onnxruntime-web"):
        told = modules / package / "package.json"
        if not told.exists():
            skip(f"{package} is not in {modules}; scripts/setup.sh dev installs it where npm's registry can be reached")
        version = json.loads(told.read_text())["version"]
        if version != VERSION:
            fail(f"{package} is {version}, the test is for {VERSION}: remove {modules.parent} and run scripts/setup.sh dev")


def pictures(program, folder, count):
    """Files of real photographs, or drawn ones."""
    data = os.environ.get("PRIORSCOPE_TEST_DATA")
    found = sorted(pathlib.Path(data).glob("VOCdevkit/VOC2007/JPEGImages/*.jpg"))[:count] if data else []
    if len(found) < count:
        cli(program, "dataset", "sample", folder / "shapes", "--images", 10)
        found = sorted((folder / "shapes" / "JPEGImages").iterdir())[:count]
    return found


def images_at(sources, side, folder):
    """Files of the network's own size, so that nothing is resized, and their pixels."""
    files, pixels = [], []
    for i, source in enumerate(sources):
        image = Image.open(source).convert("RGB").resize((side, side), Image.BILINEAR)
        files.append(folder / f"{i}.png")
        image.save(files[-1])
        pixels.append(np.asarray(image, dtype=np.float32).transpose(2, 0, 1) / np.float32(255))
    return np.stack(pixels), files


def own_heads(probe, checkpoint, spec, pixels, files, folder):
    """Logits and offsets of the program's own network."""
    told = spec["preprocessing"]
    shown = pixels[:, ::-1] if told["channels"] == "bgr" else pixels
    mean, std = (np.array(told[key], dtype=np.float32).reshape(1, 3, 1, 1) for key in ("mean", "std"))
    given = {"images": torch.from_numpy(np.ascontiguousarray((shown - mean) / std)), "file": str(files[0])}
    for i in range(len(files)):
        given[f"boxes{i}"], given[f"labels{i}"] = torch.tensor([[0.2, 0.2, 0.6, 0.7]]), torch.tensor([1])
    torch.save(given, folder / "in.pt")
    subprocess.run([probe, checkpoint, folder / "in.pt", folder / "out.pt"], check=True)
    out = torch.load(folder / "out.pt")
    return out["logits"].numpy().astype(np.float64), out["offsets"].numpy().astype(np.float64)


def run(runtime, modules, tasks, folder):
    (folder / "tasks.json").write_text(json.dumps(tasks))
    script = pathlib.Path(__file__).resolve().parent / "onnxruntime_run.mjs"
    done = subprocess.run(["node", script, runtime, modules, folder / "tasks.json"], capture_output=True, text=True)
    if done.returncode != 0:
        fail(f"{runtime}: {done.stderr[-2000:]}")
    results = []
    for task, told in zip(tasks, json.loads(done.stdout)):
        types = {"float32": np.float32, "int64": np.int64}
        results.append({name: np.fromfile(f"{task['out']}.{name}", types[value["type"]]).reshape(value["dims"])
                        for name, value in told["outputs"].items()})
    return results


def largest(a, b, what):
    if a.shape != b.shape:
        fail(f"{what}: its shape is {a.shape}, the program's {b.shape}")
    apart = np.abs(a.astype(np.float64) - b).max()
    return apart if np.isfinite(apart) else float("inf")


def priors_of(layout):
    """[P, 4] corners, by SSD's rule: at each cell's centre ratio 1 at both scales, then each ratio and its reciprocal."""
    boxes = []
    for layer in layout["maps"]:
        step = layer.get("step")
        pitch = ((step / layout["input_size"],) * 2 if step else (1 / layer["cols"], 1 / layer["rows"]))
        shapes = [(layer["scale"],) * 2, (layer["extra_scale"],) * 2]
        for ratio in layer["ratios"]:
            shapes += [(layer["scale"] * r ** 0.5, layer["scale"] / r ** 0.5) for r in (ratio, 1 / ratio)]
        for row in range(layer["rows"]):
            for col in range(layer["cols"]):
                x, y = (col + 0.5) * pitch[0], (row + 0.5) * pitch[1]
                boxes += [(x - w / 2, y - h / 2, x + w / 2, y + h / 2) for w, h in shapes]
    return np.array(boxes)


def check_heads(raw, heads, what):
    apart = 0.0
    for name, expected in zip(("logits", "offsets"), heads):
        far = largest(raw[name], expected, f"{what}, {name}") / max(1.0, np.abs(expected).max())
        if far > LOGIT:
            fail(f"{what}: {name} differ by {far} of the largest")
        apart = max(apart, far)
    return apart


def check_decoded(decoded, heads, priors, variances, side, what):
    """SSD's definition (2016): probabilities are a softmax, offsets are scaled by the prior and its variances."""
    logits, offsets = heads
    powers = np.exp(logits - logits.max(-1, keepdims=True))
    score = largest(decoded["scores"], powers / powers.sum(-1, keepdims=True), f"{what}, scores")
    low, high = priors[:, :2], priors[:, 2:]
    centre = (low + high) / 2 + offsets[..., :2] * variances["center"] * (high - low)
    half = (high - low) * np.exp(offsets[..., 2:] * variances["size"]) / 2
    boxes = np.concatenate([centre - half, centre + half], -1).clip(0, 1)
    box = largest(decoded["boxes"], boxes, f"{what}, boxes") * side
    if score > SCORE or box > BOX_PX:
        fail(f"{what}: boxes differ by {box} px, scores by {score}")
    return box, score


def check_detections(results, expected, classes, side, what):
    for i, (result, found) in enumerate(zip(results, expected)):
        mine = [torch.from_numpy(result[name][0]) for name in ("boxes", "scores", "labels")]
        count = int(result["counts"][0])
        same_detections([*mine, count], found["detections"], side, f"{what}, image {i}")
        labels = sorted(classes[label - 1] for label in mine[2][:count])
        if labels != sorted(each["label"] for each in found["detections"]):
            fail(f"{what}: labels of image {i} differ")


def check_model(program, probe, modules, model, folder):
    checkpoint = make_checkpoint(program, model, folder)
    spec = json.loads(torch.load(checkpoint)["spec"])
    side = spec["priors"]["input_size"]
    count = MODELS.get(model, 1)
    pixels, files = images_at(pictures(program, folder, count), side, folder)
    heads = own_heads(probe, checkpoint, spec, pixels, files, folder)
    found = cli(program, "detect", checkpoint, *files, *LIMITS)
    tasks = []
    for kind in ("raw", "decoded", "nms"):
        network = folder / f"{kind}.onnx"
        cli(program, "export", checkpoint, "--format", "onnx", "--outputs", kind, "--batch", "1",
            *(LIMITS if kind == "nms" else []), "--out", network)
        for i, image in enumerate(pixels):
            values = folder / f"{i}.floats"
            image.tofile(values)
            tasks.append({"network": str(network), "input": str(values), "shape": [1, 3, side, side],
                          "out": str(folder / f"{kind}-{i}")})
    for runtime in ("node", "web"):
        results = run(runtime, modules, tasks, folder)
        what, head, box, score = f"{model} in {runtime}", 0.0, 0.0, 0.0
        for i in range(count):
            own = [part[i:i + 1] for part in heads]
            head = max(head, check_heads(results[i], own, f"{what}, raw, image {i}"))
            far = check_decoded(results[count + i], own, priors_of(spec["priors"]),
                                spec["priors"]["variances"], side, f"{what}, decoded, image {i}")
            box, score = max(box, far[0]), max(score, far[1])
        check_detections(results[2 * count:], found, spec["classes"], side, f"{what}, nms")
        print(f"{what}: heads differ by {head:.1e}, boxes by {box:.5f} px, scores by {score:.1e}; "
              f"{[len(each['detections']) for each in found]} detections, each with its partner", flush=True)


def main():
    program, probe, modules = sys.argv[1], sys.argv[2], pathlib.Path(sys.argv[3]).resolve()
    require_packages(modules)
    for model in sys.argv[4:] or MODELS:
        with tempfile.TemporaryDirectory() as scratch:
            check_model(program, probe, modules, model, pathlib.Path(scratch))


if __name__ == "__main__":
    main()
