#!/usr/bin/python3
"""Loss and gradient norms of the lab's networks, computed by PyTorch's own autograd in float64.

    apt-get install -y python3-torch          # Debian's package
    /usr/bin/python3 scripts/references/lab_gradients.py src/runtime/lab/goldens/gradients.json

The networks, their weights and their data are rebuilt here from the settings alone (src/runtime/lab: uniform.ts, tasks.ts,
init-bound.ts, build-layers.ts), so that the two programs share nothing but the definitions.
"""
import json
import math
import sys

import numpy as np
import torch
import torch.nn.functional as F

from hash_fill import uniform

EXAMPLES = 512
SIDE = 8


def spirals(seed):
    random = uniform(f'task.spirals.{seed}', EXAMPLES * 3).reshape(EXAMPLES, 3).astype(np.float64)
    label = np.arange(EXAMPLES) % 2
    along = (random[:, 0] + 1) / 2
    radius, angle = 0.15 + 1.35 * along, label * math.pi + 1.25 * 2 * math.pi * along
    x = np.stack([radius * np.cos(angle), radius * np.sin(angle)], 1) + 0.05 * random[:, 1:]
    return x.astype(np.float32), label, 2


def gratings(seed):
    cells = SIDE * SIDE
    random = uniform(f'task.gratings.{seed}', EXAMPLES * (cells + 1)).reshape(EXAMPLES, cells + 1).astype(np.float64)
    label = np.arange(EXAMPLES) % 4
    column, row = np.arange(cells) % SIDE, np.arange(cells) // SIDE
    angle = (label * math.pi / 4)[:, None]
    along = column * np.cos(angle) + row * np.sin(angle)
    x = np.sin(1.9 * along + math.pi * random[:, :1]) + 0.6 * random[:, 1:]
    return x.reshape(EXAMPLES, 1, SIDE, SIDE).astype(np.float32), label, 4


def bound(init, fan_in, fan_out):
    xavier, he = math.sqrt(6 / (fan_in + fan_out)), math.sqrt(6 / fan_in)
    return dict(xavier=xavier, he=he, small=0.1 * xavier, large=3 * he)[init]


ACTIVATIONS = dict(
    sigmoid=torch.sigmoid,
    tanh=torch.tanh,
    relu=F.relu,
    leakyRelu=lambda x: F.leaky_relu(x, 0.01),
    gelu=lambda x: F.gelu(x, approximate='tanh'),
)


class Lab:
    def __init__(self, spec):
        self.spec, self.weights = spec, {}
        self.x, self.label, self.classes = dict(spirals=spirals, gratings=gratings)[spec['task']](spec['seed'])

    def weight(self, name, kernel, inputs, outputs, init):
        """In the shape of the lab (`[in, out]` or `[k, k, in, out]`), turned to PyTorch's, as a leaf of the graph."""
        dense = self.spec['layer'] == 'dense'
        cells = 1 if dense else kernel * kernel
        shape = (inputs, outputs) if dense else (kernel, kernel, inputs, outputs)
        limit = bound(init, cells * inputs, cells * outputs)
        value = (uniform(f'lab.{self.spec["seed"]}.{name}.weight', int(np.prod(shape))) * np.float32(limit)).reshape(shape)
        value = value.T if dense else value.transpose(3, 2, 0, 1)
        leaf = torch.tensor(value.astype(np.float64), requires_grad=True)
        self.weights[name] = leaf
        return leaf

    def affine(self, h, name, inputs, outputs, init, kernel=3):
        w = self.weight(name, kernel, inputs, outputs, init)
        return F.linear(h, w) if self.spec['layer'] == 'dense' else F.conv2d(h, w, padding=kernel // 2)

    def unit(self, h, name, inputs):
        h = self.affine(h, name, inputs, self.spec['width'], self.spec['init'])
        if self.spec['batchNorm']:
            h = F.batch_norm(h, None, None, training=True)
        return ACTIVATIONS[self.spec['activation']](h)

    def run(self):
        spec = self.spec
        random = uniform(f'lab.{spec["seed"]}.batch.0', spec['batchSize']).astype(np.float64)
        batch = np.minimum(np.floor((random + 1) / 2 * EXAMPLES), EXAMPLES - 1).astype(int)
        h = torch.tensor(self.x[batch].astype(np.float64))
        target = torch.tensor(self.label[batch])
        h = self.unit(h, 'stem', h.shape[1])
        signals = []
        for index in range(spec['depth']):
            name = f'body.{index}'
            h.retain_grad()
            signals.append(h)
            f = self.unit(h, name, spec['width'])
            if spec['shortcut'] == 'identity':
                h = h + f
            elif spec['shortcut'] == 'scaled':
                h = h + f / math.sqrt(spec['depth'])
            elif spec['shortcut'] == 'projection':
                h = self.affine(h, name + '.projection', spec['width'], spec['width'], 'xavier', 1) + f
            else:
                h = f
        if h.dim() == 4:
            h = h.mean((2, 3))
        head = uniform(f'lab.{spec["seed"]}.head.weight', spec['width'] * self.classes)
        head = (head * np.float32(bound('xavier', spec['width'], self.classes))).reshape(spec['width'], self.classes)
        logits = h @ torch.tensor(head.astype(np.float64))
        loss = F.cross_entropy(logits, target)
        loss.backward()
        body = range(spec['depth'])
        return dict(
            spec=spec,
            loss=loss.item(),
            accuracy=(logits.argmax(1) == target).double().mean().item(),
            gradientNorms=[self.weights[f'body.{i}'].grad.norm().item() for i in body],
            signalNorms=[s.grad.norm().item() for s in signals],
        )


def cases():
    base = dict(task='spirals', layer='dense', depth=20, width=16, activation='tanh', init='xavier', batchNorm=False,
                shortcut='none', learningRate=0.1, momentum=0.9, batchSize=64, seed=7)
    for shortcut in ('none', 'identity', 'scaled', 'projection'):
        for activation in ('sigmoid', 'tanh', 'relu', 'leakyRelu', 'gelu'):
            yield dict(base, shortcut=shortcut, activation=activation)
        yield dict(base, shortcut=shortcut, activation='relu', init='he', batchNorm=True)
        yield dict(base, shortcut=shortcut, task='gratings', layer='conv', depth=8, width=6, batchSize=16, activation='relu', init='he')
        yield dict(base, shortcut=shortcut, task='gratings', layer='conv', depth=8, width=6, batchSize=16, activation='tanh', batchNorm=True)


if __name__ == '__main__':
    if len(sys.argv) != 2:
        sys.exit('usage: lab_gradients.py OUT.json')
    text = json.dumps([Lab(spec).run() for spec in cases()], indent=1)
    with open(sys.argv[1], 'w') as out:
        out.write(text + '\n')
    print(f'{sys.argv[1]}: {len(text)} characters')
