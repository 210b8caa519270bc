import { expect, it } from 'vitest';
import { analyze } from '../engine/analyze.ts';
import { findNetwork } from '../zoo/index.ts';
import { NO_CUTS, readCuts, writeCuts } from './cut.ts';
import { createApp } from './store.ts';

const entry = findNetwork('resnet20_cifar');
if (entry === undefined) throw new Error('the zoo has no resnet20_cifar');
const analysis = analyze(entry.build(entry.defaults));

it('readCuts(writeCuts(cuts)) is the cuts again', () => {
  const cuts = new Map([
    ['layer1.0.add', 'shortcut'],
    ['layer3.2.add', 'branch'],
  ] as const);
  expect(readCuts(writeCuts(cuts), analysis)).toEqual({ cuts, unknown: [] });
});

it('readCuts tells what the network does not have, and keeps the rest', () => {
  const { cuts, unknown } = readCuts(['layer9.0.add:branch', 'layer1.0.add:branch', 'layer1.0.add'], analysis);
  expect([...cuts]).toEqual([['layer1.0.add', 'branch']]);
  expect(unknown).toEqual(['layer9.0.add:branch', 'layer1.0.add']);
});

it('toggleCut cuts, cuts the other side, and joins again', () => {
  const app = createApp();
  app.getState().setNetwork('resnet20_cifar');
  app.getState().toggleCut('layer1.0.add', 'shortcut');
  app.getState().toggleCut('layer1.0.add', 'branch');
  expect([...app.getState().cuts]).toEqual([['layer1.0.add', 'branch']]);
  app.getState().toggleCut('layer1.0.add', 'branch');
  expect(app.getState().cuts).toBe(NO_CUTS);
});

it('another network starts whole', () => {
  const app = createApp();
  app.getState().setNetwork('resnet20_cifar');
  app.getState().toggleCut('layer1.0.add', 'shortcut');
  app.getState().setNetwork('resnet18');
  expect(app.getState().cuts).toBe(NO_CUTS);
});
