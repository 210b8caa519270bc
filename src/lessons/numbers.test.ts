import { describe, expect, it } from 'vitest';
import { createFormat } from '../i18n/format.ts';
import { type LanguageCode, languages } from '../i18n/languages.ts';
import { createTranslate } from '../i18n/translate.ts';
import { formatFacts } from '../ui/lesson/format-fact.ts';
import { analysisOfView } from './bench.ts';
import { findLesson } from './index.ts';

const codes = Object.keys(languages) as LanguageCode[];
const words = new Map(
  await Promise.all(codes.map(async (code) => [code, await languages[code].loadPart('lessons')] as const)),
);

/** Numbers and shapes of each step, worked out by hand or taken from papers and tools, as they must stand in the text of all languages. */
const BY_HAND: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>> = {
  'output-size': {
    slide: ['7 − 3 + 1 = 5', '4'],
    stride: ['frac(7 − 3; 2) + 1 = 2 + 1 = 3'],
    floor: ['floor(frac(8 − 3; 2)) + 1 = floor(2.5) + 1 = 3', '5', '1'],
    padding: ['floor(frac(7 + 2·1 − 3; 1)) + 1 = 7'],
    dilation: ['2·(3 − 1) + 1 = 5', 'floor(frac(9 + 2·0 − 2·(3 − 1) − 1; 1)) + 1 = 5'],
    // torchvision: 224 → 112 → 56
    stem: ['floor(frac(224 + 2·3 − 7; 2)) + 1 = floor(111.5) + 1 = 112', '[3, 224, 224]', '[64, 112, 112]'],
    pooling: ['floor(frac(112 + 2·1 − 3; 2)) + 1 = floor(55.5) + 1 = 56', '[64, 56, 56]', '16'],
    // 219 = 54 · 4 + 3
    lost: ['floor(frac(226 + 2·2 − 11; 4)) + 1 = floor(54.75) + 1 = 55', '223×223', '3', '2', '1'],
  },
  'counting-parameters': {
    conv: ['(11 · 11 · 3) · 64 + 64 = 23,296'],
    // 31² places
    shared: ['961', '(5 · 5 · 64) · 192 + 192 = 307,392', '2,469,696', '4.3%'],
    linear: ['[256, 6, 6]', '9,216 · 4,096 + 4,096 = 37,752,832', '66.2%'],
    // torchvision: alexnet(num_classes=10) and alexnet()
    total: ['2,469,696 + 37,752,832 + 16,781,312 + 40,970', '57,044,810', '61,100,840', '4,097,000'],
    // torchsummary 1.5 of alexnet(num_classes=10) at 256×256
    memory: ['196,608', '0.75 MB', '10.96 MB', '57,044,810', '217.61 MB', '229.32 MB', '1,048,576', '94.9%'],
    'flat-head': ['[1024, 8, 8]', '65,536 · 10 = 655,360', '655,370'],
    'narrow-head': ['1,024 · 10 + 10 = 10,250', '10,240', '655,370', '64', '[10, 1, 1]'],
    // torchvision: vgg16(), resnet50()
    means: [
      '102,764,544 + 16,781,312 + 4,097,000',
      '123,642,856',
      '138,357,544',
      '89.4%',
      '[2048, 7, 7]',
      '2,048 · 1,000 + 1,000 = 2,049,000',
      '8.0%',
    ],
  },
  'shapes-disagree': {
    // (312 − 2) / 2 + 1, (156 − 2) / 2 + 1
    branch: ['312×312', 'floor(155) + 1 = 156', 'floor(77) + 1 = 78', '[32, 78, 78]', '[3, 312, 312]'],
    // 3 · 312², 32 · 78²
    refuses: ['292,032', '194,688', '[3, 312, 312]', '[32, 78, 78]', '312', '78'],
    puzzle: ['32', '312', '78'],
    // floor((312 − 1) / 4) + 1; 3 · 32; 312², 78²
    stride: ['floor(77.75) + 1 = 78', '2 · 2 = 4', '96', '97,344', '6,084', '16'],
    // 7 · 8 · 4 choices; stride 4 takes 308 … 311, so K − 2P is 1 to 4: 4 + 4 + 3 + 1 of them for P = 0 … 3; 4 · 4 · 3 · 32
    others: ['224', '12', 'floor(77) + 1 = 78', '1,536', '16', '96'],
    identity: ['[256, 56, 56]', '0'],
    // torchvision: layer2.0.downsample has 131,072 + 1,024 parameters
    projection: ['[256, 56, 56]', '[512, 28, 28]', 'floor(27.5) + 1 = 28', '256 · 512 = 131,072', '1,024'],
    'option-a': ['[16, 32, 32]', '[32, 16, 16]', '512', '4,096', '16', '8'],
  },
  bottleneck: {
    // 3 · 3 · 256 · 256, twice; each weight at 160² places
    wide: ['[256, 320, 320]', '[256, 160, 160]', '589,824', '1,179,648', '30,198,988,800'],
    squeeze: ['[256, 320, 320]', '[64, 320, 320]', '256 · 64 = 16,384', '4'],
    middle: ['floor(159.5) + 1 = 160', '[64, 160, 160]', '36,864', '589,824', '16'],
    expand: ['[64, 160, 160]', '[256, 160, 160]', '64 · 256 = 16,384'],
    // 16,384 at 320² places, 36,864 and 16,384 at 160²
    savings: [
      '16,384 + 36,864 + 16,384 = 69,632',
      '1,179,648',
      '16.941',
      '1,677,721,600 + 943,718,400 + 419,430,400',
      '3,040,870,400',
      '30,198,988,800',
      '9.931',
    ],
    // torchvision: resnet50().layer1[1], layer2[0] and layer2[1]
    'identity-block': ['[256, 56, 56]', '64', '70,400'],
    'conv-block': ['[256, 56, 56]', '[512, 28, 28]', '132,096', '379,392', '34.8%', '280,064'],
    where: ['3', '4', '6', '12', '64', '256', '1 + 3 · 16 + 1 = 50'],
  },
  'resnet-50': {
    // torchvision: resnet50(); 64 · 3 · 49 + 128 parameters, 9,408 of them used at 112² places
    stem: ['[3, 224, 224]', '[64, 112, 112]', '[64, 56, 56]', '16', '9,536', '12,544', '118,013,952', '2.9%'],
    stages: ['[256, 56, 56]', '[512, 28, 28]', '[1024, 14, 14]', '[2048, 7, 7]', '802,816', '401,408', '100,352'],
    // (256 · 64 + 9 · 64² + 64 · 256) · 56², and the same at every stage
    blocks: ['70,400', '280,064', '1,117,184', '4,462,592', '218,365,952'],
    // 11 after the stem, 3 · 8, 8 + 3 · 16, 16 + 5 · 32, 32 + 2 · 64 for the 3×3 of the stages
    head: ['[2048, 7, 7]', '49', '427', '[2048, 1, 1]', '2,048 · 1,000 + 1,000 = 2,049,000', '8.0%'],
    totals: ['9,536 + 215,808 + 1,219,584', '14,964,736', '25,557,032', '58.6%', '4,089,184,256', '35.8%'],
    // a quarter of 256 · 128 · 56², and what three stages save
    v1: ['[128, 28, 28]', '25,690,112', '102,760,448', '4,089,184,256 − 3 · 77,070,336', '3,857,973,248', '25,557,032'],
    v15: ['802,816', '200,704', '231,211,008', '6.0%', '0.5'],
    // keras.applications.ResNet50().summary()
    keras: ['25,636,712', '79,680', '26,560 + 53,120 = 79,680', '53'],
    compare: [],
  },
  cardinality: {
    split: ['32', '256', '4', '[256, 32, 32]'],
    // 256 · 4 + 9 · 4² + 4 · 256, and figure 1 of arXiv 1611.05431: about 70,000 on either side
    branches: ['1,024 + 144 + 1,024 = 2,192', '32 · 2,192 = 70,144', '64', '69,632'],
    concat: ['[128, 32, 32]', '32 · 4 · 256 = 128 · 256 = 32,768', '70,144'],
    // 9 · 4 · 128, 9 · 128 · 128
    grouped: ['3 · 3 · frac(128; 32) · 128 = 4,608', '147,456', '32', '96', '3'],
    same: ['96'],
    // arXiv 1611.05431, tables 2 and 3
    level: ['69,632', '70,144', '128', '23.9%', '22.2%'],
    // 2 · 9 · 256 · 128
    'three-layers': ['256', '128', '589,824'],
    // torchvision: resnext50_32x4d(), resnet50()
    'in-resnext': [
      '16',
      '25,028,904',
      '25,557,032',
      '2.1%',
      '4,230,479,872',
      '4,089,184,256',
      '3.5%',
      '22.2%',
      '23.9%',
    ],
  },
  inception: {
    branches: ['[192, 28, 28]', '64 + 128 + 32 + 192 = 416'],
    // 28 − 5 + 1, 28 − 3 + 1
    refuses: ['[64, 28, 28]', '[128, 26, 26]', '[32, 24, 24]', '[192, 26, 26]', '+ 1 = 24'],
    padding: ['floor(frac(28 + 2·2 − 5; 1)) + 1 = 28', '1', '2'],
    // 192 · 64, 9 · 192 · 128, 25 · 192 · 32; each weight at 28² places
    explodes: ['12,288 + 221,184 + 153,600 + 0 = 387,072', '28·28 = 784', '303,464,448', '39.7%', '32', '192', '416'],
    // 192 · 16 + 25 · 16 · 32, 192 · 96 + 9 · 96 · 128
    reductions: ['96', '16', '3,072 + 12,800 = 15,872', '153,600', '129,024', '221,184'],
    'pool-projection': ['192 · 32 = 6,144', '64 + 128 + 32 + 32 = 256', '416'],
    savings: [
      '12,288 + 129,024 + 15,872 + 6,144 = 163,328',
      '387,072',
      '128,049,152',
      '303,464,448',
      '2.37',
      '[256, 28, 28]',
    ],
    // torchvision: googlenet().inception3a; 9 · 16 · 32 against 25 · 16 · 32
    real: ['[192, 28, 28]', '[256, 28, 28]', '64 + 128 + 32 + 32 = 256', '4,608', '12,800', '9'],
    // torchvision: googlenet(aux_logits=True).aux1; arXiv 1409.4842, section 5
    heads: ['[512, 14, 14]', '[512, 4, 4]', '[128, 4, 4]', '2,048', '1,024', '1,000', '3,188,968', '0.3'],
    // torchvision: googlenet() with and without its heads
    inference: ['13,004,888 − 3,188,968 − 3,191,016 = 6,624,904', '6,379,984', '49.1%', '8,372,224', '0.6%'],
  },
  'transfer-learning': {
    // torchvision: resnet50(); 2,048 · 1,000 + 1,000
    knows: ['[3, 224, 224]', '[2048, 7, 7]', '2,048', '25,557,032', '23,508,032', '2,049,000', '1,000'],
    // 2,048 · 10 + 10
    replace: ['2,048 · 10 + 10 = 20,490', '2,049,000', '23,528,522'],
    // 23,528,522 / 20,490; two statistics for each of 26,560 channels with BatchNorm
    freeze: ['23,508,032', '20,490', '23,528,522', '1,148', '53,120'],
    // torchvision: 4,089,184,256 MACs, of which the head had 2,048,000
    features: ['2,048', '4,087,136,256', '20,480', '20', '200', '4,000', '199,567'],
    // ln 10, ln 2
    loss: ['10.0%', '2.303', '0.693'],
    // 464 in the stem, 14,016 + 51,072 + 203,520 in the stages; 64 · 2 + 2
    try: ['269,072', '64', '65', '130'],
    // torchvision: layer4 of resnet50()
    limits: ['14,964,736', '14,985,226', '63.7%', '20,490'],
  },
};

describe.each(Object.entries(BY_HAND))('%s', (slug, steps) => {
  it('has its numbers checked in every step', () => {
    expect(findLesson(slug)?.steps.map(({ id }) => id)).toEqual(Object.keys(steps));
  });

  it.each(codes)('says in %s what was worked out by hand', (code) => {
    const t = createTranslate(code, words.get(code) ?? {});
    for (const step of findLesson(slug)?.steps ?? []) {
      const facts = step.facts?.(analysisOfView(step.view)) ?? {};
      const text = t(`lessons.${slug}.${step.id}.body`, formatFacts(facts, createFormat(code)));
      for (const number of steps[step.id] ?? []) expect(text, step.id).toContain(number);
    }
  });
});
