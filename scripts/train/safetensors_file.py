"""Writing safetensors: eight bytes of header length, a JSON header, the tensors end to end."""
import json
import struct

import torch


def write(path, tensors, metadata):
    """Writes every tensor of the dict as float16, little-endian, in the dict's order. `metadata` holds strings."""
    header, offset, parts = {"__metadata__": metadata}, 0, []
    for name, tensor in tensors.items():
        data = tensor.detach().cpu().contiguous().to(torch.float16).numpy().tobytes()
        header[name] = {"dtype": "F16", "shape": list(tensor.shape), "data_offsets": [offset, offset + len(data)]}
        offset += len(data)
        parts.append(data)
    text = json.dumps(header, separators=(",", ":")).encode()
    text += b" " * (-len(text) % 8)
    path.write_bytes(struct.pack("<Q", len(text)) + text + b"".join(parts))
