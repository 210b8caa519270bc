import { describe, expect, it } from 'vitest';
import { createApp } from './store.ts';

function opened(network = 'resnet18'): ReturnType<typeof createApp> {
  const app = createApp();
  app.getState().setNetwork(network);
  return app;
}

describe('network', () => {
  it('setNetwork puts a network on the table at its own size', () => {
    const { network, size, classes, analysis, networkError } = opened('alexnet').getState();
    expect({ network, size, classes, networkError }).toEqual({
      network: 'alexnet',
      size: [224, 224],
      classes: 1000,
      networkError: null,
    });
    expect(analysis?.params).toBe(61_100_840);
  });

  it('setSize and setClasses work the network out again', () => {
    const app = opened('alexnet');
    app.getState().setSize([256, 256]);
    app.getState().setClasses(10);
    expect(app.getState().analysis?.params).toBe(57_044_810);
  });

  it('an unknown network is an error with the nearest name, and the former network stays', () => {
    const app = opened('resnet50');
    const before = app.getState().analysis;
    app.getState().setNetwork('resnet51');
    const { network, analysis, networkError } = app.getState();
    expect(network).toBe('resnet50');
    expect(analysis).toBe(before);
    expect(networkError).toEqual({ rule: 'unknownNetwork', values: { network: 'resnet51', nearest: 'resnet50' } });
  });

  it('a size that does not fit is an error with node, numbers and a size that fits', () => {
    const app = opened('vgg16');
    app.getState().setSize([5, 5]);
    const { size, networkError } = app.getState();
    expect(size).toEqual([224, 224]);
    expect(networkError?.values).toMatchObject({ network: 'VGG-16', picture: '5×5', fits: '32×32' });
    expect(networkError?.values['at']).toMatch(/^features\./);
    app.getState().setSize([32, 32]);
    expect(app.getState()).toMatchObject({ size: [32, 32], networkError: null });
  });

  it.each([0, -1, 2.5, Number.NaN])('setClasses(%d) is refused', (classes) => {
    const app = opened();
    app.getState().setClasses(classes);
    expect(app.getState()).toMatchObject({ classes: 1000, networkError: { rule: 'badClasses' } });
  });

  it('another network keeps the selected layer where it has one of that name', () => {
    const app = opened('resnet50');
    app.getState().select('layer3.0.conv2');
    app.getState().setNetwork('resnet101');
    expect(app.getState().node).toBe('layer3.0.conv2');
    app.getState().setNetwork('vgg16');
    expect(app.getState().node).toBeNull();
  });
});

describe('walking', () => {
  it('stepLayer walks in the order of execution and stops at the ends', () => {
    const app = opened();
    const { stepLayer, goHome, goEnd } = app.getState();
    const order = app.getState().analysis?.reports.map(({ node }) => node.id) ?? [];
    goHome();
    const walked = [app.getState().node];
    for (let step = 1; step < order.length; step++) {
      stepLayer(1);
      walked.push(app.getState().node);
    }
    expect(walked).toEqual(order);
    stepLayer(1);
    expect(app.getState().node).toBe('fc');
    goHome();
    stepLayer(-1);
    expect(app.getState().node).toBe(order[0]);
    goEnd();
    expect(app.getState().node).toBe('fc');
  });

  it('stepBlock goes to the first layer of the next and previous block', () => {
    const app = opened();
    app.getState().select('layer1.0.bn1');
    app.getState().stepBlock(1);
    expect(app.getState().node).toBe('layer1.1.conv1');
    app.getState().stepBlock(-1);
    expect(app.getState().node).toBe('layer1.0.conv1');
    app.getState().stepBlock(-1);
    expect(app.getState().node).toBe('maxpool');
  });

  it('stepLayer from nowhere begins at an end', () => {
    const app = opened();
    app.getState().stepLayer(-1);
    expect(app.getState().node).toBe('fc');
    app.getState().select(null);
    app.getState().stepLayer(1);
    expect(app.getState().node).toBe(app.getState().analysis?.reports[0]?.node.id);
  });

  it('select of a block opens it and selects its first layer', () => {
    const app = opened('resnet50');
    app.getState().select('layer3.0');
    expect(app.getState().node).toBe('layer3.0.conv1');
    expect([...app.getState().opened]).toEqual(['layer3.0']);
  });

  it('select of an unknown node is an error with the nearest name', () => {
    const app = opened('resnet50');
    app.getState().select('conv1');
    app.getState().select('layer3.0.conv9');
    const { node, nodeError } = app.getState();
    expect(node).toBe('conv1');
    expect(nodeError).toMatchObject({ rule: 'noSuchNode', values: { node: 'layer3.0.conv9' } });
    expect(nodeError?.values['nearest']).toMatch(/^layer3\.0\.conv\d$/);
  });
});
