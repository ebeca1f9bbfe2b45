#!/usr/bin/env python3
"""Exported TorchScript runs in plain torch and gives what the program and torchvision's model give.

usage: export_torchscript.py PRIORSCOPE_CLI [MODEL...]

A MODEL is a preset, or other-input: ssd-tiny with 200 pixels, BGR. Makes a detector of each with random weights, its class scores spread as training spreads them, and exports it
as raw, decoded and nms for one image and for any number. Each file is run by torch.jit.load in a process that never
imports torchvision; nms is compared with `priorscope-cli detect`, raw and decoded of ssd300-vgg16 with torchvision's
model on the exported state dict.
"""
import json
import pathlib
import subprocess
import sys
import tempfile

import torch

BOX_PX = 0.05
SCORE = 5e-5
IMAGES = 3


def fail(reason):
    print("FAILED:", reason)
    sys.exit(1)


def cli(*arguments):
    done = subprocess.run([*map(str, arguments), "--json"], capture_output=True, text=True)
    if done.returncode != 0:
        fail(f"{arguments[1:]} ended with {done.returncode}: {done.stderr}")
    return json.loads(done.stdout)


def make_images(folder, side):
    """Files of the network's own size, so that nothing is resized, and their pixels."""
    from PIL import Image

    torch.manual_seed(3)
    pixels = []
    for i in range(IMAGES):
        cells = torch.rand(1, 3, 6 + 5 * i, 9)
        image = (torch.nn.functional.interpolate(cells, size=side, mode="bicubic")[0].clamp(0, 1) * 255).byte()
        Image.fromarray(image.permute(1, 2, 0).numpy()).save(folder / f"{i}.png")
        pixels.append(image.float() / 255)
    return torch.stack(pixels), [folder / f"{i}.png" for i in range(IMAGES)]


def raw_spread(program, checkpoint, side, folder):
    """Standard deviation of the class logits on noise."""
    cli(program, "export", checkpoint, "--format", "torchscript", "--outputs", "raw", "--out", folder / "raw.pt")
    torch.manual_seed(4)
    with torch.no_grad():
        return torch.jit.load(str(folder / "raw.pt"))(torch.rand(1, 3, side, side))[0].std().item()


def other_input(program, folder):
    """A spec that differs from its preset in input size and in channel order."""
    cli(program, "model", "create", "ssd-tiny", "--out", folder / "preset.pt")
    spec = json.loads(torch.load(folder / "preset.pt")["spec"])
    spec["name"] = "other-input"
    spec["preprocessing"].update(channels="bgr", mean=[0.4, 0.45, 0.5], std=[0.22, 0.25, 0.28])
    spec["priors"]["input_size"] = 200
    for prior_map, side in zip(spec["priors"]["maps"], (25, 13, 7, 4)):
        prior_map.update(rows=side, cols=side)
    (folder / "other-input.json").write_text(json.dumps(spec))
    return folder / "other-input.json"


def make_checkpoint(program, model, folder):
    """Random weights score every class alike, and without a batch's statistics signals fade on their way through a
    deep network. Here normalisations are scaled until they do not, and class logits spread as training spreads them."""
    checkpoint = folder / "model.pt"
    source = other_input(program, folder) if model == "other-input" else model
    cli(program, "model", "create", source, "--out", checkpoint)
    saved = torch.load(checkpoint)
    spec = json.loads(saved["spec"])
    state = saved["model"]
    norms = [name.replace("running_var", "weight") for name in state if name.endswith("running_var")]
    wanted = 1.0
    for _ in range(12):
        spread = raw_spread(program, checkpoint, spec["priors"]["input_size"], folder)
        if 0.7 * wanted < spread < 1.5 * wanted:
            return checkpoint
        if norms and not 1e-3 < spread < 1e3:
            gain = min(max((wanted / max(spread, 1e-30)) ** (4 / len(norms)), 0.3), 8.0)
            for name in norms:
                state[name] *= gain
        else:
            for name, tensor in state.items():
                if "classification_head" in name and tensor.dim() == 4:
                    if tensor.shape[0] % (len(spec["classes"]) + 1) == 0:
                        tensor *= wanted / spread
        torch.save(state, folder / "scaled.pth")
        made = cli(program, "model", "create", source, "--weights", folder / "scaled.pth", "--out", checkpoint)
        if made["missing"] or made["reshaped"]:
            fail(f"{model}: weights did not fit: {made}")
    fail(f"{model}: the logits' spread stays at {spread}")


def same_detections(mine, expected, side, what):
    boxes, scores, labels, count = mine
    if int(count) != len(expected):
        fail(f"{what}: {int(count)} detections, the program finds {len(expected)}")
    if scores[count:].any() or labels[count:].any() or boxes[count:].any():
        fail(f"{what}: rows after the last detection are not zero")
    # Scores that differ by rounding alone may change places, so each row looks for the nearest detection. The program
    # folds batch normalisation into the convolutions, an export does not, which is a rounding of its own.
    box = score = 0.0
    partners = set()
    where = torch.tensor([other["box"] for other in expected])
    scored = torch.tensor([other["score"] for other in expected])
    for row in range(len(expected)):
        apart = (boxes[row] * side - where).abs().amax(1)
        apart[(scores[row] - scored).abs() > SCORE] = float("inf")
        partner = int(apart.argmin())
        partners.add((partner, int(labels[row])))
        box = max(box, apart[partner].item())
        score = max(score, abs(scores[row].item() - scored[partner].item()))
    if len(partners) != len(expected):
        fail(f"{what}: two detections have the same partner")
    if box > BOX_PX or score > SCORE:
        fail(f"{what}: boxes differ by {box} px, scores by {score}")
    return box, score


def check_model(program, model, folder):
    checkpoint = make_checkpoint(program, model, folder)
    spec = json.loads(torch.load(checkpoint)["spec"])
    side = spec["priors"]["input_size"]
    pixels, files = make_images(folder, side)
    found = cli(program, "detect", checkpoint, *files, "--min-score", 0.05, "--nms-iou", 0.4, "--top-k", 150)
    results = {}
    for outputs in ("raw", "decoded", "nms"):
        for batch in ("1", "N") if outputs == "nms" or model != "ssd300-vgg16" else ("N",):
            file = folder / f"{outputs}-{batch}.pt"
            limits = ["--min-score", 0.05, "--nms-iou", 0.4, "--top-k", 150] if outputs == "nms" else []
            report = cli(program, "export", checkpoint, "--format", "torchscript", "--outputs", outputs, "--batch",
                         batch, *limits, "--out", file)
            extra = {"priorscope.json": ""}
            module = torch.jit.load(str(file), _extra_files=extra).eval()
            told = json.loads(extra["priorscope.json"])
            wanted = dict(spec, postprocessing=told["spec"]["postprocessing"])
            if told["spec"] != wanted or told["outputs"] != outputs or len(told["output"]) != (4 if limits else 2):
                fail(f"{file.name}: priorscope.json does not tell what it is")
            if limits and told["spec"]["postprocessing"]["top_k"] != 150:
                fail(f"{file.name}: priorscope.json does not tell its limits")
            if sum(p.numel() for p in module.parameters()) != report["parameters"]:
                fail(f"{file.name}: its parameters are not the network's")
            with torch.no_grad():
                together = module(pixels if batch == "N" else pixels[:1])
            results[outputs, batch] = together  # raw and decoded of one image are compared by the export itself
            if batch == "N":
                # One by one it must give the same, and both runs after the graph was optimised, too.
                with torch.no_grad():
                    single = module(pixels[1:2])
                for one, many in zip(single, together):
                    if not torch.allclose(one[0], many[1], atol=1e-4):
                        fail(f"{file.name}: an image alone gives something else than in a batch")
    worst = (0.0, 0.0)
    for batch in ("1", "N"):
        for i in range(1 if batch == "1" else IMAGES):
            mine = [output[i] for output in results["nms", batch]]
            one = same_detections(mine, found[i]["detections"], side, f"{model}, nms, batch {batch}, image {i}")
            worst = max(worst, one)
    count = [int(c) for c in results["nms", "N"][3]]
    labels = results["nms", "N"][2]
    classes = spec["classes"]
    for i in range(IMAGES):
        if sorted(classes[label - 1] for label in labels[i, :count[i]]) != sorted(d["label"] for d in found[i]["detections"]):
            fail(f"{model}: labels of image {i} differ")
    print(f"{model}: {count} detections, largest difference to the program {worst[0]:.5f} px, {worst[1]:.1e}")
    return checkpoint, pixels, results


def check_torchvision(program, checkpoint, pixels, results, folder):
    """The same weights in torchvision's model: logits, offsets and probabilities."""
    from torchvision.models.detection import ssd300_vgg16

    cli(program, "export", checkpoint, "--format", "state-dict", "--out", folder / "w.pth")
    model = ssd300_vgg16(weights=None, weights_backbone=None, num_classes=21)
    model.load_state_dict(torch.load(folder / "w.pth"), strict=True)
    model.eval().to(memory_format=torch.channels_last)  # as the program keeps them, so that the same kernels run
    with torch.no_grad():
        images, _ = model.transform(list(pixels))
        tensors = images.tensors.contiguous(memory_format=torch.channels_last)
        heads = model.head(list(model.backbone(tensors).values()))
    logits, offsets = results["raw", "N"]
    far = max((logits - heads["cls_logits"]).abs().max().item(), (offsets - heads["bbox_regression"]).abs().max().item())
    scores = (results["decoded", "N"][1] - heads["cls_logits"].softmax(-1)).abs().max().item()
    print(f"ssd300-vgg16 beside torchvision: heads differ by {far:.1e}, probabilities by {scores:.1e}")
    if far > 1e-4 or scores > 1e-5:
        fail("above 1e-4 or 1e-5")


def main():
    program = sys.argv[1]
    models = sys.argv[2:] or ["ssd-tiny", "ssd300-vgg16"]
    for model in models:
        with tempfile.TemporaryDirectory() as scratch:
            folder = pathlib.Path(scratch)
            checkpoint, pixels, results = check_model(program, model, folder)
            if "torchvision" in sys.modules:
                fail("torchvision was imported before it was to be")
            if model == "ssd300-vgg16" and model == models[-1]:
                check_torchvision(program, checkpoint, pixels, results, folder)


if __name__ == "__main__":
    main()
