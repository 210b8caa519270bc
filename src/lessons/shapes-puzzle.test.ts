import { describe, expect, it } from 'vitest';
import { setUpBench } from './bench.ts';
import { createRandom } from './random.ts';
import { FIRST_TASK, judgePuzzle, nextTask, PUZZLE_START, puzzleGraph, solutions, solve } from './shapes-puzzle.ts';

describe('judgePuzzle', () => {
  it.each([
    [{ kernel: 1, stride: 4, padding: 0 }, 'fits', 78],
    [{ kernel: 4, stride: 4, padding: 0 }, 'wide', 78],
    [{ kernel: 1, stride: 1, padding: 0 }, 'untouched', 312],
    [{ kernel: 1, stride: 2, padding: 0 }, 'half', 156],
    [{ kernel: 5, stride: 4, padding: 0 }, 'nearLow', 77],
    [{ kernel: 1, stride: 4, padding: 3 }, 'nearHigh', 80],
    [{ kernel: 1, stride: 3, padding: 0 }, 'high', 104],
    [{ kernel: 1, stride: 5, padding: 0 }, 'low', 63],
  ] as const)('says of %o: %s, %i rows', (move, kind, rows) => {
    const verdict = judgePuzzle(FIRST_TASK, move);
    expect(verdict.kind).toBe(kind);
    expect(verdict.fits).toBe(rows === 78);
    expect(verdict.x).toEqual([32, rows, rows]);
    expect(verdict.branch).toEqual([32, 78, 78]);
  });

  it('agrees with the list of all that fits', () => {
    for (const move of solutions(FIRST_TASK)) expect(judgePuzzle(FIRST_TASK, move).fits).toBe(true);
    expect(solve(FIRST_TASK)).toEqual({ kernel: 1, stride: 4, padding: 0 });
  });
});

describe('nextTask', () => {
  it('gives tasks that do not fit at the start and that a 1×1 projection solves', () => {
    for (let seed = 0; seed < 100; seed++) {
      const task = nextTask(createRandom(seed));
      expect(judgePuzzle(task, PUZZLE_START).fits).toBe(false);
      const solution = solve(task);
      expect(solution && judgePuzzle(task, solution).kind).toBe('fits');
    }
  });
});

describe('setUpBench', () => {
  it('shows ⊕ with both shapes where it refuses, and the shortcut that leads there', () => {
    const { analysis, refused } = setUpBench(puzzleGraph(FIRST_TASK, null));
    expect(refused).toBe('add');
    expect(analysis.reports.at(-1)?.inputs).toEqual([
      [32, 78, 78],
      [3, 312, 312],
    ]);
    expect(analysis.residuals.map(({ kind }) => kind)).toEqual(['identity']);
    expect(analysis.consumers.get('conv2')).toEqual(['add']);
  });

  it('refuses nothing where the shapes agree', () => {
    const { analysis, refused } = setUpBench(puzzleGraph(FIRST_TASK, { kernel: 1, stride: 4, padding: 0 }));
    expect(refused).toBe(null);
    expect(analysis.byId.get('add')?.output).toEqual([32, 78, 78]);
  });
});
