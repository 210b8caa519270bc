"""Reading and writing safetensors: eight bytes of header length, a JSON header, the tensors end to end."""
import json
import struct

import numpy as np
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


def read(path, dtype):
    """Name to tensor of a numpy type; the files of this project hold float16 only."""
    data = path.read_bytes()
    (length,) = struct.unpack("<Q", data[:8])
    header = json.loads(data[8 : 8 + length])
    header.pop("__metadata__", None)
    tensors = {}
    for name, entry in header.items():
        begin, end = (8 + length + offset for offset in entry["data_offsets"])
        values = np.frombuffer(data[begin:end], dtype="<f2").astype(dtype)
        tensors[name] = torch.from_numpy(values.reshape(entry["shape"]))
    return tensors
