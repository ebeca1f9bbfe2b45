#!/usr/bin/env python3
"""Weights that Python wrote arrive here unchanged.

usage: weights_in.py PRIORSCOPE_CLI

Writes state dicts of torchvision's models with random weights in every format and wrapping that is read, has
`model create --weights` take them, and compares every tensor of the checkpoint exactly. fc6 and fc7 of VGG-16 are
compared with a decimation by numpy. Then files that must be refused.
"""
import collections
import json
import os
import pathlib
import pickle
import struct
import subprocess
import sys
import tempfile

import numpy
import torch
import torchvision


def fail(reason):
    print("FAILED:", reason)
    sys.exit(1)


def create(cli, scratch, preset, weights):
    """The report and the state dict of a detector that began with a file."""
    out = scratch / "model.pt"
    done = subprocess.run([cli, "model", "create", preset, "--weights", weights, "--out", out, "--json"],
                          capture_output=True, text=True)
    if done.returncode != 0:
        fail(f"{preset} from {weights.name}: {done.stderr}")
    return json.loads(done.stdout), torch.load(out)["model"]


def write_safetensors(state, file):
    types = {torch.float32: "F32", torch.float16: "F16", torch.bfloat16: "BF16", torch.int64: "I64"}
    header, data = {"__metadata__": {"format": "pt"}}, b""
    for name, tensor in state.items():
        raw = tensor.contiguous().view(torch.int16) if tensor.dtype == torch.bfloat16 else tensor.contiguous()
        raw = raw.numpy().tobytes()
        header[name] = {"dtype": types[tensor.dtype], "shape": list(tensor.shape),
                        "data_offsets": [len(data), len(data) + len(raw)]}
        data += raw
    text = json.dumps(header).encode()
    file.write_bytes(struct.pack("<Q", len(text)) + text + data)


def randomized(model):
    """Every weight and statistic random, so that two never agree by chance."""
    state = model.state_dict()
    return collections.OrderedDict(
        (name, torch.randn(t.shape) if t.is_floating_point() else torch.randint(1, 1000, t.shape))
        for name, t in state.items())


def compare(what, ours, expected, report, unexpected):
    for name, tensor in expected.items():
        if name not in ours or not torch.equal(ours[name], tensor.to(ours[name].dtype)):
            fail(f"{what}: {name} differs")
    if report["taken"] != len(expected):
        fail(f"{what}: {report['taken']} taken, expected {len(expected)}: {report['reshaped']}")
    if sorted(report["unexpected"]) != sorted(unexpected):
        fail(f"{what}: unexpected {report['unexpected']}")
    print(f"{what}: {report['source']}, {report['format']}: {report['taken']} weights equal")


def vgg_expected(state):
    fc6 = state["classifier.0.weight"].numpy().reshape(4096, 512, 7, 7)
    fc7 = state["classifier.3.weight"].numpy()
    rows = numpy.arange(0, 4096, 4)
    taps = numpy.array([0, 3, 6])
    expected = {
        "backbone.extra.0.7.1.weight": torch.from_numpy(
            fc6[numpy.ix_(rows, numpy.arange(512), taps, taps)].copy()),
        "backbone.extra.0.7.1.bias": torch.from_numpy(state["classifier.0.bias"].numpy()[rows]),
        "backbone.extra.0.7.3.weight": torch.from_numpy(fc7[numpy.ix_(rows, rows)].copy())[:, :, None, None],
        "backbone.extra.0.7.3.bias": torch.from_numpy(state["classifier.3.bias"].numpy()[rows]),
    }
    for name, tensor in state.items():
        if name.startswith("features."):
            _, index, kind = name.split(".")
            index = int(index)
            ours = f"backbone.features.{index}" if index < 23 else f"backbone.extra.0.{index - 23}"
            expected[f"{ours}.{kind}"] = tensor
    return expected


def check_vgg(cli, scratch):
    state = randomized(torchvision.models.vgg16())
    expected = vgg_expected(state)
    rest = ["classifier.6.weight", "classifier.6.bias"]
    torch.save(state, scratch / "old.pth", _use_new_zipfile_serialization=False)
    report, ours = create(cli, scratch, "ssd300-vgg16", scratch / "old.pth")
    compare("vgg16 before 1.6", ours, expected, report, rest)
    reduced = {str(i) + "." + kind: state[f"features.{i}.{kind}"]
               for i in (0, 2, 5, 7, 10, 12, 14, 17, 19, 21, 24, 26, 28) for kind in ("weight", "bias")}
    for index, layer in ((31, 1), (33, 3)):
        for kind in ("weight", "bias"):
            reduced[f"{index}.{kind}"] = expected[f"backbone.extra.0.7.{layer}.{kind}"]
    torch.save(reduced, scratch / "vgg16_reducedfc.pth", _use_new_zipfile_serialization=False)
    (scratch / "old.pth").unlink()
    for preset in ("ssd300-vgg16", "ssd512-vgg16"):
        report, ours = create(cli, scratch, preset, scratch / "vgg16_reducedfc.pth")
        compare(f"reduced vgg16 in {preset}", ours, expected, report, [])


def split(state, cut, steps):
    """torchvision's own rule for SSDLite: the block at the cut gives its expansion to the upper half."""
    expected, unexpected = {}, []
    for name, tensor in state.items():
        parts = name.split(".")
        block = int(parts[1])
        if parts[0] != "features":
            unexpected.append(name)
        elif block < cut:
            expected["backbone.features.0." + ".".join(parts[1:])] = tensor
        elif block > cut:
            expected[".".join(["backbone.features.1", str(block - cut)] + parts[2:])] = tensor
        elif parts[3] == "0":
            expected[".".join(["backbone.features.0", str(block)] + parts[4:])] = tensor
        else:
            expected[".".join(["backbone.features.1.0"] + parts[3:])] = tensor
        assert parts[0] != "features" or block != cut or parts[2] == steps
    return expected, unexpected


def check_backbones(cli, scratch):
    state = randomized(torchvision.models.resnet18())
    torch.save({"epoch": 3, "state_dict": {"module." + k: v for k, v in state.items()}, "lr": 0.1},
               scratch / "resnet.pth")
    expected = {"backbone.body." + k: v for k, v in state.items() if not k.startswith("fc.")}
    report, ours = create(cli, scratch, "ssd300-resnet18", scratch / "resnet.pth")
    # The detector's own body may end before the classifier's last stage does.
    kept = {k: v for k, v in expected.items() if k in ours}
    compare("resnet18 wrapped", ours, kept, report,
            ["fc.weight", "fc.bias"] + [k[len("backbone.body."):] for k in expected if k not in ours])

    half = collections.OrderedDict((k, v.half() if v.is_floating_point() else v) for k, v in
                                   randomized(torchvision.models.mobilenet_v3_large()).items())
    write_safetensors(half, scratch / "v3.safetensors")
    expected, rest = split(half, 13, "block")
    report, ours = create(cli, scratch, "ssdlite320-mobilenet-v3-large-imagenet", scratch / "v3.safetensors")
    compare("mobilenet_v3_large in half precision", ours, expected, report, rest)

    state = randomized(torchvision.models.mobilenet_v2())
    torch.save({"model": state}, scratch / "v2.pth", _use_new_zipfile_serialization=False)
    expected, rest = split(state, 14, "conv")
    report, ours = create(cli, scratch, "ssd300-mobilenet-v2", scratch / "v2.pth")
    compare("mobilenet_v2", ours, expected, report, rest)


def check_detectors(cli, scratch):
    state = randomized(torchvision.models.detection.ssdlite320_mobilenet_v3_large(
        weights=None, weights_backbone=None, num_classes=91))
    torch.save(state, scratch / "lite.pth")
    report, ours = create(cli, scratch, "ssdlite320-mobilenet-v3-large", scratch / "lite.pth")
    fits = {k: v for k, v in state.items() if k in ours and ours[k].shape == v.shape}
    lost = [k for k in state if k not in fits]
    if report["reshaped"] != [k for k in ours if k in lost]:
        fail(f"ssdlite320: reshaped {report['reshaped']}")
    if any(not name.startswith("head.classification_head") for name in lost):
        fail(f"ssdlite320: lost {lost}")
    compare("torchvision's ssdlite320", ours, fits, report, [])

    state = randomized(torchvision.models.detection.ssd300_vgg16(
        weights=None, weights_backbone=None, num_classes=21))
    # Names of ssd.pytorch: what it calls each of these.
    theirs = {}
    for name, tensor in state.items():
        parts = name.split(".")
        if name == "backbone.scale_weight":
            theirs["L2Norm.weight"] = tensor
        elif parts[:2] == ["backbone", "features"]:
            theirs[f"vgg.{parts[2]}.{parts[3]}"] = tensor
        elif parts[:3] == ["backbone", "extra", "0"] and len(parts) == 5:
            theirs[f"vgg.{int(parts[3]) + 23}.{parts[4]}"] = tensor
        elif parts[:3] == ["backbone", "extra", "0"]:
            theirs[f"vgg.{30 + int(parts[4])}.{parts[5]}"] = tensor
        elif parts[1] == "extra":
            theirs[f"extras.{2 * int(parts[2]) - 2 + int(parts[3]) // 2}.{parts[4]}"] = tensor
        else:
            kind = "loc" if "regression" in name else "conf"
            theirs[f"{kind}.{parts[3]}.{parts[4]}"] = tensor
    torch.save(theirs, scratch / "ssd300.pth", _use_new_zipfile_serialization=False)
    report, ours = create(cli, scratch, "ssd300-vgg16", scratch / "ssd300.pth")
    compare("ssd.pytorch's SSD300", ours, state, report, [])


class Hyperparameters:
    """A class of a training script's own, saved beside the weights."""

    def __init__(self):
        self.rate = 0.1
        self.again = self


class Settings(dict):
    pass


def check_wrapped(cli, scratch):
    """The ways in which training scripts keep one state dict."""
    _, first = create(cli, scratch, "ssd-tiny", seeded(cli, scratch, 3))
    _, second = create(cli, scratch, "ssd-tiny", seeded(cli, scratch, 4))
    averaged = {k: v for k, v in second.items() if "running" not in k and "batches" not in k}
    arrays = {k: v.numpy() for k, v in second.items()}
    beside = {"hyper_parameters": Hyperparameters(), "settings": Settings(a=1, b=[Hyperparameters()]),
              "epoch": 3, "optimizer": {"state": {0: {"momentum": torch.ones(3)}}}}
    rows = [
        ("an average", {"model": first, "ema": {"module": second, "updates": 7}}, second),
        ("an average of the parameters", {"state_dict": first, "state_dict_ema": averaged},
         {**first, **averaged}),
        ("model_ema alone", {"model_ema": second}, second),
        ("net_state_dict", {"net_state_dict": second, "note": "x"}, second),
        ("arrays", {"model": arrays, "matching_heuristics": True}, second),
        ("a dictionary of an own class", {"state_dict": Settings(second)}, second),
        ("objects of own classes", {"state_dict": second, **beside}, second),
        ("student and teacher in one",
         {"state_dict": {**{"student." + k: v for k, v in first.items()},
                         **{"teacher." + k: v for k, v in second.items()}}}, second),
    ]
    for name, document, expected in rows:
        for legacy in (False, True):
            torch.save(document, scratch / "wrapped.pth", _use_new_zipfile_serialization=not legacy)
            report, ours = create(cli, scratch, "ssd-tiny", scratch / "wrapped.pth")
            compare(name, ours, expected, report, [])
            print("  ", "; ".join(report["notes"]))
    for protocol in (2, 4, 5):
        (scratch / "arrays.pkl").write_bytes(pickle.dumps({"model": arrays, **beside}, protocol))
        report, ours = create(cli, scratch, "ssd-tiny", scratch / "arrays.pkl")
        compare(f"a plain pickle of protocol {protocol}", ours, second, report, [])
    torch.save({"generator": first, "critic": second}, scratch / "two.pth")
    done = subprocess.run([cli, "model", "create", "ssd-tiny", "--weights", scratch / "two.pth", "--out",
                           scratch / "no.pt"], capture_output=True, text=True)
    if done.returncode != 1 or "generator" not in done.stderr or "critic" not in done.stderr:
        fail(f"several models: {done.stdout} {done.stderr}")
    print(done.stderr.strip().replace(str(scratch), ""))


def seeded(cli, scratch, seed):
    file = scratch / f"seed{seed}.pt"
    subprocess.run([cli, "model", "create", "ssd-tiny", "--seed", str(seed), "--out", file], check=True,
                   capture_output=True)
    return file


class Shell:
    def __init__(self, command):
        self.command = command

    def __reduce__(self):
        return os.system, (self.command,)


def check_hostile(cli, scratch):
    proof = scratch / "it-ran"
    bomb = {"state_dict": {"a": torch.ones(2)}, "x": Shell(f"touch {proof}")}
    files = [scratch / "zip.pth", scratch / "old.pth", scratch / "bare.pkl"]
    torch.save(bomb, files[0])
    torch.save(bomb, files[1], _use_new_zipfile_serialization=False)
    files[2].write_bytes(pickle.dumps(Shell(f"touch {proof}"), 4))
    torch.jit.script(torch.nn.Linear(2, 2)).save(scratch / "script.pt")
    files.append(scratch / "script.pt")
    torch.save(torch.nn.Linear(2, 2), scratch / "whole.pth")
    files.append(scratch / "whole.pth")
    for file in files:
        done = subprocess.run([cli, "model", "create", "ssd-tiny", "--weights", file, "--out", scratch / "no.pt"],
                              capture_output=True, text=True)
        if done.returncode != 1 or proof.exists() or (scratch / "no.pt").exists():
            fail(f"{file.name} was not refused: {done.stdout} {done.stderr}")
        print(done.stderr.strip().replace(str(scratch), ""))


def main():
    cli = sys.argv[1]
    torch.manual_seed(1)
    with tempfile.TemporaryDirectory() as scratch:
        scratch = pathlib.Path(scratch)
        check_wrapped(cli, scratch)
        check_backbones(cli, scratch)
        check_detectors(cli, scratch)
        check_hostile(cli, scratch)
        check_vgg(cli, scratch)


if __name__ == "__main__":
    main()
