#!/usr/bin/python3
"""Trains one small network on CIFAR-10 and writes its weights and its card. See README.md beside this file."""
import argparse
import datetime
import json
import math
import time
from pathlib import Path

import cifar10
import safetensors_file
import torch
import torch.nn.functional as F
from networks import NETWORKS, initialise

BATCH = 128
WEIGHT_DECAY = 5e-4
MOMENTUM = 0.9
SMOOTHING = 0.1

# Cycles of so many epochs up to such a learning rate. The plain network has the residual one's, so that the two may be compared.
RECIPES = {"alexnet_cifar": [(16, 0.04)], "vgg_cifar": [(30, 0.1)], "resnext20_cifar": [(16, 0.2), (8, 0.1)]}
DEFAULT_RECIPE = [(24, 0.4)]


def cycle_of(epoch, cycles):
    """The cycle that an epoch is part of: the epochs before it, how many it has, and its highest learning rate."""
    before = 0
    for epochs, highest in cycles:
        if epoch < before + epochs:
            return before, epochs, highest
        before += epochs
    raise ValueError(f"epoch {epoch} is past the last of {before}")


def rate(step, steps, highest):
    """One cycle: a linear rise over the first fifth, then half a cosine to zero."""
    rise = steps // 5
    return highest * (step + 1) / rise if step < rise else highest * 0.5 * (
        1 + math.cos(math.pi * (step - rise) / (steps - rise))
    )


def parameter_groups(network):
    """Weight decay for matrices and kernels only, not for biases and BatchNorm."""
    plain = [p for p in network.parameters() if p.ndim < 2]
    decayed = [p for p in network.parameters() if p.ndim >= 2]
    return [{"params": decayed, "weight_decay": WEIGHT_DECAY}, {"params": plain, "weight_decay": 0.0}]


def evaluate(network, pictures, labels, device):
    """Confusion matrix [true class][predicted class] over all pictures."""
    network.eval()
    confusion = torch.zeros(10, 10, dtype=torch.int64)
    with torch.no_grad():
        for start in range(0, len(labels), 500):
            x = cifar10.to_input(pictures[start : start + 500], device)
            guesses = network(x).argmax(1).cpu()
            for true, guess in zip(labels[start : start + 500].tolist(), guesses.tolist()):
                confusion[true, guess] += 1
    return confusion


def train_epoch(network, optimiser, padded, labels, epoch, cycles, seed, device):
    """One pass over the training pictures in an order that depends on seed and epoch alone. Returns loss and accuracy."""
    network.train()
    generator = torch.Generator().manual_seed(seed * 1000 + epoch)
    torch.manual_seed(seed * 1000 + epoch)
    order = torch.randperm(len(labels), generator=generator)
    per_epoch = len(labels) // BATCH
    before, epochs, highest = cycle_of(epoch, cycles)
    loss_sum = right = 0
    for step in range(per_epoch):
        for group in optimiser.param_groups:
            group["lr"] = rate((epoch - before) * per_epoch + step, epochs * per_epoch, highest)
        chosen = order[step * BATCH : (step + 1) * BATCH]
        x = cifar10.to_input(cifar10.augmented(padded, chosen, generator), device)
        y = labels[chosen].to(device)
        scores = network(x)
        loss = F.cross_entropy(scores, y, label_smoothing=SMOOTHING)
        optimiser.zero_grad(set_to_none=True)
        loss.backward()
        torch.nn.utils.clip_grad_norm_(network.parameters(), 5.0)
        optimiser.step()
        loss_sum += loss.item()
        right += (scores.argmax(1) == y).sum().item()
    return loss_sum / per_epoch, right / (per_epoch * BATCH)


def percent(confusion):
    return round(100 * confusion.diag().sum().item() / confusion.sum().item(), 2)


def card(name, network, state, confusion, classes, cycles, seed):
    """What was done and what came of it, as the application shows it."""
    return {
        "network": name,
        "data": "CIFAR-10 as JPEG: 50,000 training and 10,000 test pictures, 32x32",
        "license": "MIT",
        "recipe": {
            "optimiser": "SGD with Nesterov momentum",
            "momentum": MOMENTUM,
            "weightDecay": WEIGHT_DECAY,
            "batch": BATCH,
            "highestLearningRate": cycles[0][1],
            "schedule": "linear rise over the first fifth, then cosine to zero"
            + "".join(f"; once more over {epochs} epochs, up to {highest}" for epochs, highest in cycles[1:]),
            "labelSmoothing": SMOOTHING,
            "augmentation": "shift by up to 4 pixels, mirror",
            "precision": "float32; shipped as float16",
        },
        "epochs": sum(epochs for epochs, _ in cycles),
        "seed": seed,
        "seconds": round(state["seconds"]),
        "parameters": sum(p.numel() for p in network.parameters()),
        "accuracy": percent(confusion),
        "classes": classes,
        "perClass": [round(100 * confusion[i, i].item() / confusion[i].sum().item(), 1) for i in range(10)],
        "confusion": confusion.tolist(),
        "history": state["history"],
        "date": datetime.date.today().isoformat(),
        "torch": torch.__version__,
    }


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("network", choices=sorted(NETWORKS))
    parser.add_argument("--data", required=True, help="folder with train.jpegs, train.json, test.jpegs, test.json")
    parser.add_argument("--out", default="public/weights", help="folder for NETWORK.safetensors and NETWORK.json")
    parser.add_argument("--checkpoints", default=".train", help="folder of the checkpoints to go on from")
    parser.add_argument("--epochs", type=int, help="one cycle of so many epochs, instead of the recipe's")
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()

    cycles = RECIPES.get(options.network, DEFAULT_RECIPE)
    if options.epochs:
        cycles = [(options.epochs, cycles[0][1])]
    epochs = sum(length for length, _ in cycles)
    device = "cuda" if torch.cuda.is_available() else "cpu"
    torch.manual_seed(options.seed)
    network = initialise(NETWORKS[options.network]()).to(device).to(memory_format=torch.channels_last)
    optimiser = torch.optim.SGD(parameter_groups(network), lr=cycles[0][1], momentum=MOMENTUM, nesterov=True)
    state = {"epoch": 0, "seconds": 0.0, "history": []}
    checkpoint = Path(options.checkpoints) / f"{options.network}-{epochs}-{options.seed}.pt"
    if checkpoint.exists():
        saved = torch.load(checkpoint, map_location=device)
        network.load_state_dict(saved["network"])
        optimiser.load_state_dict(saved["optimiser"])
        state = saved["state"]
        print(f"going on after epoch {state['epoch']} of {epochs}", flush=True)

    pictures, labels, classes = cifar10.read(options.data, "train")
    test_pictures, test_labels, _ = cifar10.read(options.data, "test")
    padded = cifar10.pad(pictures)
    for epoch in range(state["epoch"], epochs):
        began = time.time()
        loss, accuracy = train_epoch(network, optimiser, padded, labels, epoch, cycles, options.seed, device)
        tested = percent(evaluate(network, test_pictures, test_labels, device))
        state["history"].append({"loss": round(loss, 4), "train": round(100 * accuracy, 2), "test": tested})
        state["epoch"] = epoch + 1
        state["seconds"] += time.time() - began
        checkpoint.parent.mkdir(parents=True, exist_ok=True)
        partial = checkpoint.with_suffix(".partial")
        torch.save({"network": network.state_dict(), "optimiser": optimiser.state_dict(), "state": state}, partial)
        partial.replace(checkpoint)
        print(f"epoch {epoch + 1}/{epochs}  loss {loss:.4f}  test {tested:.2f} %  {time.time() - began:.0f} s", flush=True)

    # The card tells the accuracy of what is shipped: the weights as float16 has rounded them.
    shipped = {k: v.half() for k, v in network.state_dict().items() if not k.endswith("num_batches_tracked")}
    network.load_state_dict({k: v.float() for k, v in shipped.items()}, strict=False)
    confusion = evaluate(network, test_pictures, test_labels, device)
    written = card(options.network, network, state, confusion, classes, cycles, options.seed)
    out = Path(options.out)
    out.mkdir(parents=True, exist_ok=True)
    safetensors_file.write(
        out / f"{options.network}.safetensors", shipped, {"network": options.network, "accuracy": str(written["accuracy"])}
    )
    (out / f"{options.network}.json").write_text(json.dumps(written, separators=(",", ":")) + "\n")
    print(f"{options.network}: {written['accuracy']} % of the test pictures", flush=True)


if __name__ == "__main__":
    main()
