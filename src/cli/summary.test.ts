import { spawnSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';

interface Outcome {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs the command as `npm run summary -- …` does. */
function summary(...words: readonly string[]): Outcome {
  return spawnSync(process.execPath, ['--import', 'tsx', 'src/cli/summary.ts', ...words], { encoding: 'utf8' });
}

describe('npm run summary', () => {
  it('prints JSON that can be read, and nothing else', () => {
    const { status, stdout, stderr } = summary(
      'resnet18',
      '--size',
      '75x101',
      '--classes',
      '10',
      '--batch',
      '2',
      '--format=json',
    );
    expect([status, stderr]).toEqual([0, '']);
    expect(JSON.parse(stdout)).toMatchObject({ network: 'resnet18', input: [2, 3, 75, 101], params: 11_181_642 });
  }, 60_000);

  it.each([
    [['resnet51'], 'summary: no network is called "resnet51"; did you mean resnet50?\n'],
    [['vgg11', '--size', '16x16'], /^summary: 16x16 is too small for vgg11: .*; 32x32 would do\n$/],
    [['resnet50', '--format', 'yaml'], /^summary: --format is "yaml"; it must be one of torchinfo, .*\n$/],
  ] as const)(
    '%s ends with status 2 and one line',
    (words, line) => {
      const { status, stdout, stderr } = summary(...words);
      expect([status, stdout]).toEqual([2, '']);
      if (typeof line === 'string') expect(stderr).toBe(line);
      else expect(stderr).toMatch(line);
    },
    60_000,
  );
});
