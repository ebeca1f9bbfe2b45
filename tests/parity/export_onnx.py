#!/usr/bin/env python3
"""Exported ONNX passes the checker, runs in OpenCV and gives what the program gives.

usage: export_onnx.py PRIORSCOPE_CLI [MODEL...]

raw and decoded are run by OpenCV's DNN module and compared with the TorchScript export of the same checkpoint, which
another test compares with torchvision. OpenCV knows no NonMaxSuppression: what follows decoded_boxes and
decoded_scores in an nms file is executed here in numpy, as the operators are defined, and must give the detections of
`priorscope-cli detect`. Needs torch, onnx and cv2.
"""
import json
import pathlib
import sys
import tempfile

import cv2
import numpy as np
import onnx
from onnx import numpy_helper
import torch

from export_torchscript import cli, fail, make_checkpoint, make_images, same_detections

BOX_PX = 0.05
SCORE = 1e-4


def iou_above(box, others, limit):
    """Corners may be any diagonal. In float32, as the program computes it."""
    low = lambda boxes: np.minimum(boxes[..., :2], boxes[..., 2:])
    high = lambda boxes: np.maximum(boxes[..., :2], boxes[..., 2:])
    shared = np.clip(np.minimum(high(box), high(others)) - np.maximum(low(box), low(others)), 0, None)
    area = lambda boxes: (high(boxes) - low(boxes)).prod(-1)
    both = shared.prod(-1)
    with np.errstate(invalid="ignore", divide="ignore"):
        return both / (area(box) + area(others) - both) > np.float32(limit)


def non_max_suppression(boxes, scores, most, iou, least):
    rows = []
    for batch in range(scores.shape[0]):
        for label in range(scores.shape[1]):
            order = [i for i in np.argsort(-scores[batch, label], kind="stable") if scores[batch, label, i] > least]
            kept = np.zeros(0, dtype=int)
            for i in order:
                if len(kept) < most and not iou_above(boxes[batch, i], boxes[batch, kept], iou).any():
                    kept = np.append(kept, i)
            rows += [(batch, label, i) for i in kept]
    return np.array(rows, dtype=np.int64).reshape(-1, 3)


def top_k(values, k, axis):
    places = np.argsort(-values, axis=axis, kind="stable").take(np.arange(k[0]), axis=axis)
    return np.take_along_axis(values, places, axis), places


def gather_nd(data, places, batch_dims):
    if batch_dims:
        return np.stack([gather_nd(d, p, 0) for d, p in zip(data, places)])
    return data[tuple(places.reshape(-1, places.shape[-1]).T)].reshape(*places.shape[:-1], *data.shape[places.shape[-1]:])


def scatter_nd(data, places, updates):
    result = data.copy()
    result[tuple(places.T)] = updates
    return result


def pad(data, pads):
    half = len(pads) // 2
    return np.pad(data, list(zip(pads[:half], pads[half:])))


def take_slice(data, begin, end, axes):
    at = [slice(None)] * data.ndim
    at[axes[0]] = slice(begin[0], end[0])
    return data[tuple(at)]


def run_node(node, inputs):
    read = {a.name: onnx.helper.get_attribute_value(a) for a in node.attribute}
    first = inputs[0]
    operators = {
        "Add": lambda: first + inputs[1],
        "Cast": lambda: first.astype(np.int64 if read["to"] == onnx.TensorProto.INT64 else np.float32),
        "ConstantOfShape": lambda: np.zeros(first, dtype=np.float32),
        "Div": lambda: first // inputs[1],
        "Gather": lambda: first.take(inputs[1], axis=read["axis"]),
        "GatherND": lambda: gather_nd(first, inputs[1], read.get("batch_dims", 0)),
        "Greater": lambda: first > inputs[1],
        "Identity": lambda: first,
        "Mul": lambda: first * inputs[1],
        "NonMaxSuppression": lambda: non_max_suppression(first, inputs[1], inputs[2][0], inputs[3][0], inputs[4][0]),
        "Pad": lambda: pad(first, inputs[1]),
        "ReduceSum": lambda: first.sum(tuple(inputs[1]), keepdims=bool(read["keepdims"])),
        "Reshape": lambda: first.reshape(inputs[1]),
        "ScatterND": lambda: scatter_nd(first, inputs[1], inputs[2]),
        "Shape": lambda: np.array(first.shape, dtype=np.int64),
        "Slice": lambda: take_slice(first, *inputs[1:]),
        "TopK": lambda: top_k(first, inputs[1], read["axis"]),
        "Transpose": lambda: first.transpose(read["perm"]),
        "Unsqueeze": lambda: np.expand_dims(first, tuple(inputs[1])),
    }
    result = operators[node.op_type]()
    return result if isinstance(result, tuple) else (result,)


def run_tail(model, boxes, scores):
    """The nodes that depend on nothing but the decoded boxes and scores."""
    values = {i.name: numpy_helper.to_array(i) for i in model.graph.initializer}
    values.update(decoded_boxes=boxes, decoded_scores=scores)
    found = False
    for node in model.graph.node:
        if found or {"decoded_boxes", "decoded_scores"} & set(node.input):
            found = True
            values.update(zip(node.output, run_node(node, [values[name] for name in node.input])))
    return [values[output.name] for output in model.graph.output]


def export(program, checkpoint, folder, kind, batch, *limits):
    file = folder / f"{kind}-{batch}.onnx"
    report = cli(program, "export", checkpoint, "--format", "onnx", "--outputs", kind, "--batch", batch, *limits,
                 "--out", file)
    model = onnx.load(file)
    onnx.checker.check_model(model, full_check=True)
    told = {entry.key: entry.value for entry in model.metadata_props}
    if "Priorscope" not in told["program"] or told["outputs"] != kind or "priors" not in json.loads(told["spec"]):
        fail(f"{file.name}: the metadata is not there: {sorted(told)}")
    first = model.graph.input[0].type.tensor_type.shape.dim[0]
    if (first.dim_param or first.dim_value) != ("batch" if batch == "N" else 1):
        fail(f"{file.name}: the batch is {first}")
    return file, model, report


def run_opencv(file, names, pixels):
    net = cv2.dnn.readNetFromONNX(str(file))
    outputs = []
    for image in pixels:
        net.setInput(image[None].numpy())
        outputs.append([part.copy() for part in net.forward(names)])
    return [np.concatenate(parts) for parts in zip(*outputs)]


def check_model(program, model, folder):
    checkpoint = make_checkpoint(program, model, folder)
    spec = json.loads(torch.load(checkpoint)["spec"])
    side = spec["priors"]["input_size"]
    pixels, files = make_images(folder, side)
    cli(program, "export", checkpoint, "--format", "torchscript", "--outputs", "raw", "--out", folder / "raw.pt")
    cli(program, "export", checkpoint, "--format", "torchscript", "--outputs", "decoded", "--out", folder / "dec.pt")
    with torch.no_grad():
        logits, offsets = torch.jit.load(str(folder / "raw.pt"))(pixels)
        boxes, scores = torch.jit.load(str(folder / "dec.pt"))(pixels)
    worst = [0.0, 0.0]
    batches = ("N",) if model == "ssd300-vgg16" else ("1", "N")  # a hundred megabytes a file
    for batch in batches:
        file, _, _ = export(program, checkpoint, folder, "raw", batch)
        heads = run_opencv(file, ["logits", "offsets"], pixels)
        far = max(np.abs(heads[0] - logits.numpy()).max(), np.abs(heads[1] - offsets.numpy()).max())
        if far > 1e-3 * max(1.0, logits.abs().max().item()):
            fail(f"{model}, raw, batch {batch}: heads differ by {far}")
        file, _, _ = export(program, checkpoint, folder, "decoded", batch)
        decoded = run_opencv(file, ["boxes", "scores"], pixels)
        worst[0] = max(worst[0], np.abs(decoded[0] - boxes.numpy()).max() * side)
        worst[1] = max(worst[1], np.abs(decoded[1] - scores.numpy()).max())
        if worst[0] > BOX_PX or worst[1] > SCORE:
            fail(f"{model}, decoded, batch {batch}: boxes differ by {worst[0]} px, scores by {worst[1]}")
    limits = ["--min-score", 0.05, "--nms-iou", 0.4, "--top-k", 150]
    found = cli(program, "detect", checkpoint, *files, *limits)
    count = []
    for batch in ("1", "N") if model != "ssd300-vgg16" else ("1",):
        _, nms, _ = export(program, checkpoint, folder, "nms", batch, *limits)
        groups = [slice(i, i + 1) for i in range(len(files))] if batch == "1" else [slice(0, len(files))]
        parts = [run_tail(nms, boxes[g].numpy(), scores[g].numpy()) for g in groups]
        together = [torch.from_numpy(np.concatenate(part)) for part in zip(*parts)]
        for i, expected in enumerate(found):
            same_detections([part[i] for part in together], expected["detections"], side, f"{model}, nms, image {i}")
        # No detection at all is an answer, too.
        nothing = run_tail(nms, boxes[:1].numpy(), np.zeros_like(scores[:1].numpy()))
        if any(part.any() for part in nothing):
            fail(f"{model}, nms: something is found where every score is 0")
        count = [int(c) for c in together[3]]
    print(f"{model} at {side}: OpenCV differs by {worst[0]:.5f} px and {worst[1]:.1e}; {count} detections, each with its partner")


def main():
    program, models = sys.argv[1], sys.argv[2:] or ["ssd-tiny", "ssd300-vgg16"]
    for model in models:
        with tempfile.TemporaryDirectory() as scratch:
            check_model(program, model, pathlib.Path(scratch))


if __name__ == "__main__":
    main()
