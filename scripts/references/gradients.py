#!/usr/bin/python3
"""Gradient norms at every layer's output and of every weight, by PyTorch's autograd in float64.

    apt-get install -y python3-torch python3-torchvision python3-pil          # Debian's packages
    /usr/bin/python3 scripts/references/gradients.py src/runtime/goldens/backward.json

The built-in networks see one of the bundled pictures, with the weights that come with them; torchvision's see `hash_input` with the
weights of `hash_fill`, which src/runtime/hash-fill.ts makes as well. The loss is the cross-entropy of one class. Run it again whenever a
file of public/weights or public/samples changes, then `npm run format`.
"""
import json
import sys
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F
import torchvision
from PIL import Image
from torchvision import transforms

from hash_fill import hash_fill, hash_input

ROOT = Path(__file__).resolve().parent.parent.parent
sys.path.insert(0, str(ROOT / "scripts" / "train"))
import safetensors_file  # noqa: E402
from networks import NETWORKS  # noqa: E402

BUILT_IN = [
    ("resnet20_cifar", "cat", []),
    ("resnet20_cifar", "cat", ["layer2.1.add:shortcut"]),
    ("resnet20_cifar", "cat", ["layer3.0.add:branch"]),
    ("plain20_cifar", "cat", []),
    ("resnext20_cifar", "frog", []),
    ("resnext20_cifar", "frog", ["layer2.0.add:shortcut", "layer3.1.add:branch"]),
    ("vgg_cifar", "ship", []),
    ("alexnet_cifar", "horse", []),
]
# Odd sides, so that ceil mode and the floor matter.
TORCHVISION = [("alexnet", 71), ("googlenet", 75), ("resnext50_32x4d", 49)]
LABEL = 3
# CIFAR_PREPROCESSING of src/zoo/presets.ts.
MEAN, STD = (0.485, 0.456, 0.406), (0.229, 0.224, 0.225)


class Nothing(torch.nn.Module):
    def forward(self, _x):
        return 0


def cut(network, item):
    path, side = item.split(":")
    block = network.get_submodule(path[: -len(".add")])
    projection = getattr(block, "downsample", None)
    if side == "branch":
        block.forward = lambda x: F.relu(block.around(x) if hasattr(block, "around") else projection(x) if projection else x)
    elif hasattr(block, "around"):
        block.around = lambda x: 0
    else:
        block.downsample = Nothing()


def gradients(network, x, kinds):
    """Loss, norm at the output of every module of `kinds` that runs, and of every weight that the loss depends on."""
    outputs = {"input": x.requires_grad_()}

    def keep(path):
        def hook(_module, _inputs, output):
            output.retain_grad()
            outputs[path] = output

        return hook

    for path, module in network.named_modules():
        if isinstance(module, kinds):
            module.register_forward_hook(keep(path))
    parameters = [(name, value) for name, value in network.named_parameters() if kinds is not BARE or ".bn" not in name]
    loss = F.cross_entropy(network(x), torch.tensor([LABEL]))
    loss.backward()
    return {
        "loss": round(loss.item(), 7),
        "norms": {path: norm(output.grad) for path, output in outputs.items() if output.grad is not None},
        "weightNorms": {name: norm(value.grad) for name, value in parameters if value.grad is not None},
    }


def norm(tensor):
    return float(f"{tensor.norm().item():.6g}")


BARE = (torch.nn.Conv2d, torch.nn.Linear, torch.nn.MaxPool2d)
LEAVES = (*BARE, torch.nn.BatchNorm2d, torch.nn.AdaptiveAvgPool2d)


def built_in(name, picture, cuts):
    network = NETWORKS[name]().double().eval()
    weights = safetensors_file.read(ROOT / "public" / "weights" / f"{name}.safetensors", np.float64)
    network.load_state_dict(weights, strict=False)
    for item in cuts:
        cut(network, item)
    image = Image.open(ROOT / "public" / "samples" / f"{picture}.jpg").convert("RGB")
    steps = [transforms.Resize(32), transforms.CenterCrop(32), transforms.ToTensor(), transforms.Normalize(MEAN, STD)]
    x = transforms.Compose(steps)(image).double()[None]
    return {"network": name, "picture": picture, "cuts": cuts, **gradients(network, x, LEAVES)}


def of_torchvision(name, size):
    more = {"init_weights": False, "aux_logits": False} if name == "googlenet" else {}
    network = getattr(torchvision.models, name)(weights=None, num_classes=10, **more).double().eval()
    hash_fill(network)
    for module in network.modules():
        # An activation in place would put its own gradient where the layer's before it is kept.
        if isinstance(module, torch.nn.ReLU):
            module.inplace = False
    return {"network": name, "size": size, **gradients(network, hash_input((3, size, size)), BARE)}


cases = {"builtIn": [built_in(*case) for case in BUILT_IN], "torchvision": [of_torchvision(*case) for case in TORCHVISION]}
Path(sys.argv[1]).write_text(json.dumps(cases, indent=1) + "\n")
