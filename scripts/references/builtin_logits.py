#!/usr/bin/python3
"""Logits of the built-in networks on the first sixteen test pictures of CIFAR-10, computed by PyTorch from the shipped files.

    apt-get install -y python3-torch python3-pil          # Debian's packages
    /usr/bin/python3 scripts/references/builtin_logits.py FOLDER src/cli/goldens/builtin-logits.json

FOLDER holds `test.jpegs` and `test.json` (scripts/train/README.md). Run it again whenever a file of public/weights changes, then `npm run format`.
"""
import json
import sys
from pathlib import Path

import numpy as np
import torch

ROOT = Path(__file__).resolve().parent.parent.parent
sys.path.insert(0, str(ROOT / "scripts" / "train"))
import cifar10  # noqa: E402
import safetensors_file  # noqa: E402
from networks import NETWORKS  # noqa: E402

PICTURES = 16


def main(folder, out):
    pictures, labels, _ = cifar10.read(folder, "test")
    x = cifar10.to_input(pictures[:PICTURES], "cpu")
    logits = {}
    for path in sorted((ROOT / "public" / "weights").glob("*.safetensors")):
        network = NETWORKS[path.stem]().eval()
        network.load_state_dict(safetensors_file.read(path, np.float32), strict=False)
        with torch.no_grad():
            logits[path.stem] = [[round(value, 5) for value in row] for row in network(x).tolist()]
    rows = {"labels": labels[:PICTURES].tolist(), "logits": logits}
    Path(out).parent.mkdir(parents=True, exist_ok=True)
    Path(out).write_text(json.dumps(rows, indent=None, separators=(",", ":")) + "\n")


main(*sys.argv[1:])
