#!/usr/bin/python3
"""Gradient norms of the built-in residual and plain network at every convolution's output, by PyTorch's autograd in float64.

    apt-get install -y python3-torch          # Debian's package
    /usr/bin/python3 scripts/references/builtin_gradients.py src/runtime/goldens/backward.json

The picture is sin(0.1 i), the loss the cross-entropy of class 3. Run it again whenever these files of public/weights change, then `npm run format`.
"""
import json
import struct
import sys
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F

ROOT = Path(__file__).resolve().parent.parent.parent
sys.path.insert(0, str(ROOT / "scripts" / "train"))
from networks import NETWORKS  # noqa: E402

CASES = [
    ("resnet20_cifar", []),
    ("resnet20_cifar", ["layer2.1.add:shortcut"]),
    ("resnet20_cifar", ["layer3.0.add:branch"]),
    ("plain20_cifar", []),
]


def state_dict(path):
    data = path.read_bytes()
    (length,) = struct.unpack("<Q", data[:8])
    header = json.loads(data[8 : 8 + length])
    header.pop("__metadata__", None)
    arrays = {}
    for name, entry in header.items():
        begin, end = (8 + length + offset for offset in entry["data_offsets"])
        values = np.frombuffer(data[begin:end], dtype="<f2").astype(np.float64)
        arrays[name] = torch.from_numpy(values.reshape(entry["shape"]))
    return arrays


def cut(network, item):
    path, side = item.split(":")
    block = network.get_submodule(path[: -len(".add")])
    if side == "shortcut":
        block.around = lambda x: 0
    else:
        block.forward = lambda x: F.relu(block.around(x))


def case(name, cuts):
    network = NETWORKS[name]().double().eval()
    network.load_state_dict(state_dict(ROOT / "public" / "weights" / f"{name}.safetensors"), strict=False)
    for item in cuts:
        cut(network, item)
    outputs = {}

    def keep(path):
        def hook(_module, _inputs, output):
            output.retain_grad()
            outputs[path] = output

        return hook

    for path, module in network.named_modules():
        if isinstance(module, (torch.nn.Conv2d, torch.nn.Linear)):
            module.register_forward_hook(keep(path))
    x = torch.sin(0.1 * torch.arange(3 * 32 * 32, dtype=torch.float64)).reshape(1, 3, 32, 32).requires_grad_()
    loss = F.cross_entropy(network(x), torch.tensor([3]))
    loss.backward()
    outputs = {"input": x, **outputs}
    norms = {path: float(f"{output.grad.norm().item():.7g}") for path, output in outputs.items()}
    return {"network": name, "cuts": cuts, "loss": round(loss.item(), 7), "norms": norms}


Path(sys.argv[1]).parent.mkdir(parents=True, exist_ok=True)
Path(sys.argv[1]).write_text(json.dumps([case(*item) for item in CASES], indent=1) + "\n")
