import { findNetwork } from '../zoo/index.ts';
import { distinct, type Exercise } from './Exercise.ts';
import { count, text } from './facts.ts';
import { linearParams } from './layer-costs.ts';
import { analysisOf } from './measures.ts';
import { findHead } from './transfer-head.ts';

/** Parameters that are left to train when the head alone is new. */
export const newHead: Exercise = {
  id: 'new-head',
  ask(random) {
    const network = random.pick(['resnet18', 'resnet50', 'googlenet', 'resnet34', 'wide_resnet50_2']);
    const width = widthOf(network);
    const classes = random.whole(3, 40);
    const answer = linearParams(width, classes);
    return {
      facts: { network: text(titleOf(network)), width: count(width), classes: count(classes), answer: count(answer) },
      answer,
      mistakes: distinct(answer, {
        'no-bias': linearParams(width, classes, false),
        'bias-in': width * classes + width,
        'old-head': linearParams(width, 1000),
        'bias-twice': answer + classes,
      }),
    };
  },
};

/** Parameters that stay frozen. */
export const frozenCount: Exercise = {
  id: 'frozen-count',
  ask(random) {
    const network = random.pick(['resnet18', 'resnet34', 'resnet50', 'resnet101', 'googlenet', 'resnext50_32x4d']);
    const { params } = analysisOf(network);
    const width = widthOf(network);
    const classes = random.whole(2, 20);
    const answer = params - linearParams(width, 1000);
    return {
      facts: {
        network: text(titleOf(network)),
        params: count(params),
        width: count(width),
        classes: count(classes),
        old: count(linearParams(width, 1000)),
        answer: count(answer),
      },
      answer,
      mistakes: distinct(answer, {
        'old-head-kept': params,
        'bias-kept': params - linearParams(width, 1000, false),
        'new-head-taken': params - linearParams(width, classes),
        'new-head-added': answer + linearParams(width, classes),
      }),
    };
  },
};

/** Passes through the body that are saved when each picture's features are kept. */
export const savedPasses: Exercise = {
  id: 'saved-passes',
  ask(random) {
    const pictures = random.whole(12, 60);
    const steps = 10 * random.whole(5, 30);
    const answer = pictures * steps - pictures;
    return {
      facts: {
        pictures: count(pictures),
        steps: count(steps),
        without: count(pictures * steps),
        answer: count(answer),
      },
      answer,
      mistakes: distinct(answer, { without: pictures * steps, kept: pictures, 'one-picture': steps - 1 }),
    };
  },
};

/** Parameters that train when the last stage is thawed as well. */
export const thawed: Exercise = {
  id: 'thawed',
  ask(random) {
    const network = random.pick(['resnet18', 'resnet34', 'resnet50']);
    const { reports } = analysisOf(network);
    const stage = reports.reduce((sum, { node, params }) => sum + (node.stage === 'layer4' ? params : 0), 0);
    const width = widthOf(network);
    const classes = random.whole(2, 20);
    const head = linearParams(width, classes);
    const answer = stage + head;
    return {
      facts: {
        network: text(titleOf(network)),
        stage: count(stage),
        width: count(width),
        classes: count(classes),
        head: count(head),
        answer: count(answer),
      },
      answer,
      mistakes: distinct(answer, {
        'head-only': head,
        'stage-only': stage,
        'no-bias': answer - classes,
        'old-head': stage + linearParams(width, 1000),
      }),
    };
  },
};

function widthOf(network: string): number {
  return findHead(analysisOf(network))?.width ?? 0;
}

function titleOf(network: string): string {
  return findNetwork(network)?.title ?? network;
}
