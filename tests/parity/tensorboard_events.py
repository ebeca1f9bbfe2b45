#!/usr/bin/env python3
"""Reads a run's event file with Google's protobuf, by the fields of TensorBoard's event.proto and summary.proto.

usage: tensorboard_events.py PRIORSCOPE_CLI

Trains ssd-tiny for a few steps on the sample dataset, stops, and resumes. Every record's two checksums must be right,
computed here bit by bit. The scalars must be those of metrics.csv, the images JPEGs of the size that they claim, the
options a text of the text plugin, and a resumed run must tell readers where it goes on. Ends with 1 on a difference.
"""
import csv
import struct
import subprocess
import sys
import tempfile
from pathlib import Path

from google.protobuf import descriptor_pb2, descriptor_pool, message_factory

Field = descriptor_pb2.FieldDescriptorProto
# Name, number and type of the fields that are used. Source: tensorboard/compat/proto/{event,summary,tensor}.proto
MESSAGES = {
    "Dim": [("size", 1, Field.TYPE_INT64)],
    "Shape": [("dim", 2, "Dim*")],
    "Tensor": [("dtype", 1, Field.TYPE_INT32), ("tensor_shape", 2, "Shape"), ("string_val", 8, Field.TYPE_BYTES)],
    "PluginData": [("plugin_name", 1, Field.TYPE_STRING), ("content", 2, Field.TYPE_BYTES)],
    "Metadata": [("plugin_data", 1, "PluginData"), ("data_class", 4, Field.TYPE_INT32)],
    "Image": [("height", 1, Field.TYPE_INT32), ("width", 2, Field.TYPE_INT32), ("colorspace", 3, Field.TYPE_INT32),
              ("encoded_image_string", 4, Field.TYPE_BYTES)],
    "Value": [("tag", 1, Field.TYPE_STRING), ("simple_value", 2, Field.TYPE_FLOAT), ("image", 4, "Image"),
              ("tensor", 8, "Tensor"), ("metadata", 9, "Metadata")],
    "Summary": [("value", 1, "Value*")],
    "SessionLog": [("status", 1, Field.TYPE_INT32)],
    "Event": [("wall_time", 1, Field.TYPE_DOUBLE), ("step", 2, Field.TYPE_INT64),
              ("file_version", 3, Field.TYPE_STRING), ("summary", 5, "Summary"), ("session_log", 7, "SessionLog")],
}


def event_class():
    file = descriptor_pb2.FileDescriptorProto(name="events.proto", package="read", syntax="proto2")
    for name, fields in MESSAGES.items():
        message = file.message_type.add(name=name)
        for field, number, kind in fields:
            many = isinstance(kind, str) and kind.endswith("*")
            added = message.field.add(name=field, number=number,
                                      label=Field.LABEL_REPEATED if many else Field.LABEL_OPTIONAL)
            if isinstance(kind, str):
                added.type, added.type_name = Field.TYPE_MESSAGE, ".read." + kind.rstrip("*")
            else:
                added.type = kind
    pool = descriptor_pool.DescriptorPool()
    pool.Add(file)
    descriptor = pool.FindMessageTypeByName("read.Event")
    if hasattr(message_factory, "GetMessageClass"):
        return message_factory.GetMessageClass(descriptor)
    return message_factory.MessageFactory(pool).GetPrototype(descriptor)


def masked_crc(data):
    """CRC-32C, bit by bit, rotated and shifted as TFRecord files have it."""
    crc = 0xFFFFFFFF
    for byte in data:
        crc ^= byte
        for _ in range(8):
            crc = crc >> 1 ^ (0x82F63B78 if crc & 1 else 0)
    crc ^= 0xFFFFFFFF
    return ((crc >> 15 | crc << 17) + 0xA282EAD8) & 0xFFFFFFFF


def unknown_fields(message):
    """Whether the message, or one within it, has a field that the descriptions above do not know."""
    known = message.__class__()
    known.CopyFrom(message)
    known.DiscardUnknownFields()
    return known.SerializeToString() != message.SerializeToString()


def events_of(file, event):
    data, at, events = file.read_bytes(), 0, []
    while at < len(data):
        length, of_length = struct.unpack_from("<QI", data, at)
        assert masked_crc(data[at:at + 8]) == of_length, f"{file.name}: the checksum of a length is wrong"
        record = data[at + 12:at + 12 + length]
        assert len(record) == length, f"{file.name}: it ends within an event"
        of_record, = struct.unpack_from("<I", data, at + 12 + length)
        assert masked_crc(record) == of_record, f"{file.name}: the checksum of an event is wrong"
        events.append(event.FromString(record))
        assert not unknown_fields(events[-1]), f"{file.name}: an event has fields that the format lacks"
        at += 16 + length
    return events


def jpeg_size(data):
    """Width and height from the frame header."""
    at = 2
    while data[at] == 0xFF:
        marker, length = data[at + 1], struct.unpack_from(">H", data, at + 2)[0]
        if 0xC0 <= marker <= 0xCF and marker not in (0xC4, 0xC8, 0xCC):
            height, width = struct.unpack_from(">HH", data, at + 5)
            return width, height
        at += 2 + length
    raise AssertionError("a JPEG without a frame")


def check_scalars(events, rows):
    scalars = {(e.step, v.tag): v.simple_value for e in events for v in e.summary.value if v.HasField("simple_value")}
    expected = {}
    for row in rows:
        names = {"step": [("loss", "loss/total"), ("confidence_loss", "loss/confidence"),
                          ("learning_rate", "learning_rate")],
                 "evaluation": [("map_voc07", "mAP@0.5 (VOC07)"), ("loss", "validation_loss/total")]}
        for column, tag in names.get(row["kind"], []):
            expected[int(row["step"]), tag] = float(row[column])
    for key, value in expected.items():
        assert abs(scalars[key] - value) <= 1e-6 * max(1.0, abs(value)), f"{key}: {scalars[key]} instead of {value}"
    assert expected


def check_images(events, steps, count):
    images = [(e.step, v) for e in events for v in e.summary.value if v.HasField("image")]
    assert sorted({step for step, _ in images}) == steps, f"images at the steps {[step for step, _ in images]}"
    for step in steps:
        tags = [v.tag for at, v in images if at == step]
        assert len(tags) == len(set(tags)) == count and all(tag.startswith("validation/") for tag in tags), tags
    for _, value in images:
        image = value.image
        assert image.encoded_image_string[:2] == b"\xff\xd8"
        assert jpeg_size(image.encoded_image_string) == (image.width, image.height) and image.colorspace == 3


def check_options(events):
    texts = [(e.step, v) for e in events for v in e.summary.value if v.HasField("tensor")]
    assert [step for step, _ in texts] == [0], "the options stand once, at the start"
    value = texts[0][1]
    assert value.tag == "options" and value.metadata.plugin_data.plugin_name == "text"
    assert value.metadata.data_class == 2 and value.tensor.dtype == 7  # DATA_CLASS_TENSOR, DT_STRING
    assert [dim.size for dim in value.tensor.tensor_shape.dim] == [1]
    text = value.tensor.string_val.decode()
    assert "| seed | 7 |" in text and "| steps | 6 steps |" in text, text


def main():
    cli = sys.argv[1]
    event = event_class()
    with tempfile.TemporaryDirectory() as scratch:
        sample, run = Path(scratch) / "sample", Path(scratch) / "run"

        def command(*words):
            subprocess.run([cli, *map(str, words)], check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)

        command("dataset", "sample", sample, "--images", 24)
        command("train", sample, "--model", "ssd-tiny", "--split", "train", "--val-split", "val", "--steps", 6,
                "--batch-size", 2, "--seed", 7, "--set", "evaluate_every=3", "--set", "log_images=2", "--out", run)
        files = sorted(run.glob("events.out.tfevents.*"))
        assert len(files) == 1, files
        events = events_of(files[0], event)
        assert events[0].file_version == "brain.Event:2" and events[1].session_log.status == 1
        with open(run / "metrics.csv", newline="") as file:
            check_scalars(events, list(csv.DictReader(file)))
        check_images(events, [3, 6], 2)
        check_options(events)

        command("train", "--resume", run)
        added = sorted(run.glob("events.out.tfevents.*"))
        assert len(added) == 2 and added[0] == files[0], added
        again = events_of(added[1], event)
        # Readers drop what other files have from this step on: all of it comes again.
        assert again[1].session_log.status == 1 and again[1].step == 6
        check_images(again, [6], 2)
        first = {v.tag: v.image.encoded_image_string for e in events if e.step == 6 for v in e.summary.value
                 if v.HasField("image")}
        assert first == {v.tag: v.image.encoded_image_string for e in again for v in e.summary.value
                         if v.HasField("image")}, "the same weights draw other pictures"
    print("every event has its fields and checksums")


if __name__ == "__main__":
    main()
