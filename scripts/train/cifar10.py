"""CIFAR-10 from `NAME.jpegs` (the pictures end to end) and `NAME.json` (`labels`, one digit each, and `lengths` in bytes)."""
import io
import json
from pathlib import Path

import numpy as np
import torch
from PIL import Image

MEAN = torch.tensor([0.485, 0.456, 0.406])
STD = torch.tensor([0.229, 0.224, 0.225])
MARGIN = 4


def read(folder, name):
    """Pictures as uint8 [count, 32, 32, 3], labels as int64 [count], class names."""
    index = json.loads((Path(folder) / f"{name}.json").read_text())
    data = (Path(folder) / f"{name}.jpegs").read_bytes()
    pictures, offset = [], 0
    for length in index["lengths"]:
        pictures.append(np.asarray(Image.open(io.BytesIO(data[offset : offset + length])).convert("RGB")))
        offset += length
    labels = torch.tensor([int(digit) for digit in index["labels"]])
    return torch.from_numpy(np.stack(pictures)), labels, index["classes"]


def to_input(pictures, device):
    """uint8 [n, h, w, 3] to normalised float32 [n, 3, h, w], channels last in memory."""
    x = (pictures.to(device).float() / 255 - MEAN.to(device)) / STD.to(device)
    return x.permute(0, 3, 1, 2)


def pad(pictures):
    """A black margin of four pixels on every side, room for the shifts."""
    return torch.nn.functional.pad(pictures, (0, 0, MARGIN, MARGIN, MARGIN, MARGIN))


def augmented(padded, chosen, generator):
    """The chosen pictures, each shifted by up to four pixels and mirrored half of the time."""
    count = len(chosen)
    top, left = (torch.randint(0, 2 * MARGIN + 1, (count, 1), generator=generator) for _ in range(2))
    along = torch.arange(32).expand(count, 32)
    mirrored = torch.rand(count, 1, generator=generator) < 0.5
    rows, columns = top + along, left + torch.where(mirrored, 31 - along, along)
    return padded[chosen[:, None, None], rows[:, :, None], columns[:, None, :]]
