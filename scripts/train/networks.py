"""The five small networks, module for module as src/zoo/cifar.ts and src/zoo/cifar-small.ts describe them.

Paths are torchvision's (`layer1.0.conv1`, `features.0`, `classifier.6`), so that a state dict loads without renaming.
"""
import torch
import torch.nn.functional as F
from torch import nn


def conv3x3(inputs, outputs, stride=1, groups=1):
    return nn.Conv2d(inputs, outputs, 3, stride=stride, padding=1, groups=groups, bias=False)


class CifarBlock(nn.Module):
    """Two 3x3 convolutions; around them option A (subsampling and zero-padded channels), or nothing."""

    def __init__(self, inputs, outputs, stride, shortcut):
        super().__init__()
        self.conv1 = conv3x3(inputs, outputs, stride)
        self.bn1 = nn.BatchNorm2d(outputs)
        self.conv2 = conv3x3(outputs, outputs)
        self.bn2 = nn.BatchNorm2d(outputs)
        self.stride, self.missing, self.shortcut = stride, outputs - inputs, shortcut

    def around(self, x):
        if self.stride == 1:
            return x
        before = self.missing // 2
        return F.pad(x[:, :, :: self.stride, :: self.stride], (0, 0, 0, 0, before, self.missing - before))

    def forward(self, x):
        y = self.bn2(self.conv2(F.relu(self.bn1(self.conv1(x)))))
        return F.relu(y + self.around(x) if self.shortcut else y)


class GroupedBottleneck(nn.Module):
    """ResNeXt's bottleneck with eight groups; the first block of a stage projects its shortcut."""

    def __init__(self, inputs, width, stride, project):
        super().__init__()
        outputs = width * 2
        self.conv1 = nn.Conv2d(inputs, width, 1, bias=False)
        self.bn1 = nn.BatchNorm2d(width)
        self.conv2 = conv3x3(width, width, stride, groups=8)
        self.bn2 = nn.BatchNorm2d(width)
        self.conv3 = nn.Conv2d(width, outputs, 1, bias=False)
        self.bn3 = nn.BatchNorm2d(outputs)
        self.downsample = (
            nn.Sequential(nn.Conv2d(inputs, outputs, 1, stride=stride, bias=False), nn.BatchNorm2d(outputs))
            if project
            else None
        )

    def forward(self, x):
        y = F.relu(self.bn1(self.conv1(x)))
        y = F.relu(self.bn2(self.conv2(y)))
        y = self.bn3(self.conv3(y))
        return F.relu(y + (x if self.downsample is None else self.downsample(x)))


class Residual(nn.Module):
    """A 3x3 stem, three stages of blocks, global average pooling and one linear layer."""

    def __init__(self, stem, stages):
        super().__init__()
        self.conv1 = conv3x3(3, stem)
        self.bn1 = nn.BatchNorm2d(stem)
        self.layer1, self.layer2, self.layer3 = (nn.Sequential(*blocks) for blocks, _ in stages)
        self.fc = nn.Linear(stages[-1][1], 10)

    def forward(self, x):
        x = F.relu(self.bn1(self.conv1(x)))
        x = self.layer3(self.layer2(self.layer1(x)))
        return self.fc(x.mean((2, 3)))


def cifar_resnet(depth, shortcut):
    stages, inputs = [], 16
    for index, width in enumerate((16, 32, 64)):
        blocks = []
        for position in range((depth - 2) // 6):
            blocks.append(CifarBlock(inputs, width, 2 if index and not position else 1, shortcut))
            inputs = width
        stages.append((blocks, width))
    return Residual(16, stages)


def cifar_resnext():
    stages, inputs = [], 32
    for index, width in enumerate((32, 64, 128)):
        first = GroupedBottleneck(inputs, width, 2 if index else 1, True)
        stages.append(([first, GroupedBottleneck(width * 2, width, 1, False)], width * 2))
        inputs = width * 2
    return Residual(32, stages)


class Features(nn.Module):
    """Convolutions, pooling to a fixed size, linear layers: VGG and AlexNet."""

    def __init__(self, features, side, classifier):
        super().__init__()
        self.features = nn.Sequential(*features)
        self.avgpool = nn.AdaptiveAvgPool2d(side)
        self.classifier = nn.Sequential(*classifier)

    def forward(self, x):
        return self.classifier(torch.flatten(self.avgpool(self.features(x)), 1))


def cifar_vgg():
    features, inputs = [], 3
    for width in (32, 64, 128):
        for _ in range(2):
            features += [conv3x3(inputs, width), nn.BatchNorm2d(width), nn.ReLU()]
            inputs = width
        features.append(nn.MaxPool2d(2))
    return Features(features, 2, [nn.Linear(512, 128), nn.ReLU(), nn.Dropout(0.5), nn.Linear(128, 10)])


def cifar_alexnet():
    features = [nn.Conv2d(3, 32, 5, padding=2), nn.ReLU(), nn.MaxPool2d(3, 2)]
    features += [nn.Conv2d(32, 64, 5, padding=2), nn.ReLU(), nn.MaxPool2d(3, 2)]
    inputs = 64
    for width in (96, 96, 64):
        features += [nn.Conv2d(inputs, width, 3, padding=1), nn.ReLU()]
        inputs = width
    features.append(nn.MaxPool2d(3, 2))
    classifier = [nn.Dropout(0.5), nn.Linear(576, 256), nn.ReLU()]
    classifier += [nn.Dropout(0.5), nn.Linear(256, 256), nn.ReLU(), nn.Linear(256, 10)]
    return Features(features, 3, classifier)


NETWORKS = {
    "alexnet_cifar": cifar_alexnet,
    "vgg_cifar": cifar_vgg,
    "resnet20_cifar": lambda: cifar_resnet(20, True),
    "plain20_cifar": lambda: cifar_resnet(20, False),
    "resnext20_cifar": cifar_resnext,
    "resnet44_cifar": lambda: cifar_resnet(44, True),
    "plain44_cifar": lambda: cifar_resnet(44, False),
    "resnet56_cifar": lambda: cifar_resnet(56, True),
    "plain56_cifar": lambda: cifar_resnet(56, False),
}


def initialise(network):
    """He's initialisation for every convolution; linear layers keep PyTorch's own."""
    for module in network.modules():
        if isinstance(module, nn.Conv2d):
            nn.init.kaiming_normal_(module.weight, mode="fan_out", nonlinearity="relu")
            if module.bias is not None:
                nn.init.zeros_(module.bias)
    return network
