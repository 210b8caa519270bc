import { beforeEach, describe, expect, it, vi } from 'vitest';
import { rememberChains } from './chain-history.ts';
import { type AddressBar, connectAddress, hrefTo, hrefToShare } from './navigation.ts';
import { createApp } from './store.ts';

/** An address bar with a history, as browsers have one; entries that were left by going back are dropped at the next push. */
class FakeBar {
  entries: string[];
  at = 0;
  readonly listeners: (() => void)[] = [];
  constructor(hash: string) {
    this.entries = [hash];
  }
  get location(): Location {
    return { hash: this.entries[this.at] } as Location;
  }
  readonly history = {
    pushState: (_state: unknown, _title: string, hash: string) => {
      this.entries = [...this.entries.slice(0, this.at + 1), hash];
      this.at += 1;
    },
    replaceState: (_state: unknown, _title: string, hash: string) => {
      this.entries[this.at] = hash;
    },
  } as unknown as History;
  readonly setTimeout = (action: () => void, delay: number): number => setTimeout(action, delay) as unknown as number;
  readonly clearTimeout = (timer: number | undefined): void => clearTimeout(timer);
  readonly addEventListener = (_type: string, listener: () => void): void => void this.listeners.push(listener);
  go(by: number): void {
    this.at += by;
    for (const listener of this.listeners) listener();
  }
  type(hash: string): void {
    this.history.pushState(null, '', hash);
    for (const listener of this.listeners) listener();
  }
}

function start(hash: string): { readonly app: ReturnType<typeof createApp>; readonly bar: FakeBar } {
  const app = createApp();
  const bar = new FakeBar(hash);
  connectAddress(bar as unknown as AddressBar, app);
  return { app, bar };
}

beforeEach(() => {
  vi.useFakeTimers();
});

describe('connectAddress', () => {
  it('opens the default network at an empty address', () => {
    expect(start('').app.getState()).toMatchObject({ network: 'resnet50', mode: 'explore', node: null });
  });

  it('opens network, node, page, size and classes of the address', () => {
    const { app } = start('#/alexnet/classifier.6?mode=table&size=256x256&classes=10&theme=dark&l=2');
    expect(app.getState()).toMatchObject({
      network: 'alexnet',
      node: 'classifier.6',
      mode: 'table',
      size: [256, 256],
      classes: 10,
      theme: 'dark',
      level: 2,
      networkError: null,
    });
  });

  it('steps replace the address, at most once in a while', () => {
    const { app, bar } = start('#/resnet18/conv1');
    app.getState().stepLayer(1);
    app.getState().stepLayer(1);
    expect(bar.location.hash).toBe('#/resnet18/conv1');
    vi.runAllTimers();
    expect(bar.entries).toEqual(['#/resnet18/relu']);
  });

  it('a network and a page are new entries; going back restores each, with its layer', () => {
    const { app, bar } = start('#/resnet18');
    app.getState().select('layer1.0.conv1');
    app.getState().setNetwork('vgg11');
    app.getState().setMode('table');
    expect(bar.entries).toEqual(['#/resnet18/layer1.0.conv1', '#/vgg11', '#/vgg11?mode=table']);
    bar.go(-1);
    expect(app.getState()).toMatchObject({ network: 'vgg11', mode: 'explore' });
    bar.go(-1);
    expect(app.getState()).toMatchObject({ network: 'resnet18', node: 'layer1.0.conv1' });
    bar.go(2);
    expect(app.getState()).toMatchObject({ network: 'vgg11', mode: 'table' });
    vi.runAllTimers();
    expect(bar.entries).toEqual(['#/resnet18/layer1.0.conv1', '#/vgg11', '#/vgg11?mode=table']);
  });

  it.each([
    ['#/resnet51', 'unknownNetwork'],
    ['#/vgg16?size=5x5', 'kernelTooLarge'],
    ['#/resnet18?classes=0', 'badClasses'],
    ['#/resnet18?size=axb', 'badSize'],
  ])('%s typed by hand leaves the former network and an error; the next address works', (hash, rule) => {
    const { app, bar } = start('#/googlenet/conv1.conv?mode=table');
    bar.type(hash);
    expect(app.getState()).toMatchObject({ network: 'googlenet', node: 'conv1.conv', networkError: { rule } });
    bar.type('#/vgg11');
    expect(app.getState()).toMatchObject({ network: 'vgg11', mode: 'explore', networkError: null });
  });

  it('an error put aside gives the address back to what is shown', () => {
    const { app, bar } = start('#/resnet18');
    bar.type('#/resnet51');
    app.getState().dismissErrors();
    vi.runAllTimers();
    expect(bar.location.hash).toBe('#/resnet18');
  });

  it('an unknown network at the start leaves nothing on the table, and the next address works', () => {
    const { app, bar } = start('#/nonesuch');
    expect(app.getState()).toMatchObject({ analysis: null, networkError: { rule: 'unknownNetwork' } });
    bar.type('#/vgg11');
    expect(app.getState()).toMatchObject({ network: 'vgg11', networkError: null });
  });

  it('a bad size at the start shows the network at its own, beside the error', () => {
    const { app } = start('#/vgg16?size=5x5');
    expect(app.getState()).toMatchObject({
      network: 'vgg16',
      size: [224, 224],
      networkError: { rule: 'kernelTooLarge' },
    });
  });

  it('an unknown node leaves the network and an error', () => {
    const { app } = start('#/resnet18/layer9.0.conv1');
    expect(app.getState()).toMatchObject({ network: 'resnet18', node: null, nodeError: { rule: 'noSuchNode' } });
  });

  it('a block of the address is opened', () => {
    const { app } = start('#/resnet50/layer3.0?o=layer1.0,nonesuch');
    expect(app.getState().node).toBe('layer3.0.conv1');
    expect([...app.getState().opened]).toEqual(['layer1.0', 'layer3.0']);
  });
});

it('hrefTo changes one thing and keeps the rest', () => {
  const { app } = start('#/alexnet/classifier.6?size=256x256');
  expect(hrefTo(app.getState(), { mode: 'run' })).toBe('#/alexnet/classifier.6?mode=run&size=256x256');
});

it('hrefToShare names the language', () => {
  const { app } = start('#/alexnet?lang=ko');
  expect(hrefToShare(app.getState())).toBe('#/alexnet?lang=ko');
  const { lang } = start('#/alexnet').app.getState();
  expect(hrefToShare(start('#/alexnet').app.getState())).toBe(`#/alexnet?lang=${lang}`);
});

describe('the chain of the Own page', () => {
  const stem = 'v1,3x224x224,conv_64_k7_s2_p3_b0';

  it('stands in the address of its page alone, readable', () => {
    const { app, bar } = start('#/resnet18?mode=own');
    app.getState().setChain(stem);
    vi.runAllTimers();
    expect(bar.location.hash).toBe(`#/resnet18?mode=own&chain=${stem}`);
    expect(hrefTo(app.getState(), { mode: 'table' })).toBe('#/resnet18?mode=table');
  });

  it('changes replace the address; a chain opened as a whole is a new entry, and going back brings the former one', () => {
    const { app, bar } = start(`#/resnet18?mode=own&chain=${stem}`);
    app.getState().setChain(`${stem},relu`);
    app.getState().openChain('v1,784,linear_10');
    expect(bar.entries).toEqual([
      `#/resnet18?mode=own&chain=${stem},relu`,
      '#/resnet18?mode=own&chain=v1,784,linear_10',
    ]);
    bar.go(-1);
    expect(app.getState().chain).toBe(`${stem},relu`);
  });

  it('is kept while other pages are shown', () => {
    const { app, bar } = start(`#/resnet18?mode=own&chain=${stem}`);
    bar.type('#/resnet18?mode=table');
    expect(app.getState().chain).toBe(stem);
  });

  it('setChain is undone change by change, those in one field together', () => {
    const { app } = start('#/resnet18?mode=own');
    const { setChain } = app.getState();
    const { undo, redo } = rememberChains(app).getState();
    setChain('v1,3x8x8,conv_1_k3', '0.out_channels');
    setChain('v1,3x8x8,conv_16_k3', '0.out_channels');
    setChain('v1,3x8x8,conv_16_k3,relu');
    undo();
    expect(app.getState().chain).toBe('v1,3x8x8,conv_16_k3');
    undo();
    expect(app.getState().chain).toBeNull();
    undo();
    redo();
    redo();
    redo();
    expect(app.getState().chain).toBe('v1,3x8x8,conv_16_k3,relu');
  });
});
