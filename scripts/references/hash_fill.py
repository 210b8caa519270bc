"""Numbers made from names, the same in any program: what the tests of src/runtime and the references here are fed with."""
import math

import numpy as np
import torch


def hashed(name, count):
    """`count` float64 in -1..1 that depend on `name` alone (src/runtime/hash.ts)."""
    h = 2166136261
    for byte in name.encode():
        h = ((h ^ byte) * 16777619) & 0xFFFFFFFF
    v = (np.uint32(h) + np.arange(count, dtype=np.uint32) * np.uint32(0x9E3779B9)).astype(np.uint32)
    v ^= v >> np.uint32(16)
    v *= np.uint32(0x85EBCA6B)
    v ^= v >> np.uint32(13)
    v *= np.uint32(0xC2B2AE35)
    v ^= v >> np.uint32(16)
    return 2 * v.astype(np.float64) / 2**32 - 1


def uniform(name, count):
    """As `hashed`, rounded to float32."""
    return hashed(name, count).astype(np.float32)


def hash_input(shape):
    """A network's input of values in -2..2, float64 numbers that float32 holds."""
    return filled("input", (1, *shape), lambda s: 2 * s)


def hash_fill(network):
    """Puts weights into a network as src/runtime/hash-fill.ts makes them."""
    with torch.no_grad():
        for path, module in network.named_modules():
            for name, value in [*module.named_parameters(recurse=False), *module.named_buffers(recurse=False)]:
                if name != "num_batches_tracked":
                    value.copy_(filled(f"{path}.{name}", tuple(value.shape), filler(module, name, value)))


def filled(name, shape, fill):
    return torch.from_numpy(fill(hashed(name, math.prod(shape))).astype(np.float32).reshape(shape)).double()


def filler(module, name, value):
    if isinstance(module, torch.nn.BatchNorm2d):
        return (lambda s: 0.5 + (s + 1) / 2) if name in ("weight", "running_var") else (lambda s: 0.2 * s)
    if name == "bias":
        return lambda s: 0.1 * s
    gain = 3 if isinstance(module, torch.nn.Linear) else 6
    return lambda s: s * math.sqrt(gain / math.prod(value.shape[1:]))
