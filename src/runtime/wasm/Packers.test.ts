import { describe, expect, test } from 'vitest';
import type { Thread } from './kernels.ts';
import { Packers } from './Packers.ts';
import type { PackJob } from './pack-job.ts';

/** A linear weight of one output that lies at an address. */
function jobAt(weights: number): PackJob {
  return { kind: 'linearInPlace', weights, row: 4, cells: 2, outputs: 1 };
}

/** A thread that answers when it is told to. */
function slowThread(): { thread: Thread; asked: PackJob[]; answer(): void } {
  const asked: PackJob[] = [];
  const waiting: (() => void)[] = [];
  const thread: Thread = {
    pack: (job) =>
      new Promise((resolve) => {
        asked.push(job);
        waiting.push(() => resolve(true));
      }),
    serve: async () => {},
    left: async () => {},
    stop: () => {},
  };
  return { thread, asked, answer: () => waiting.shift()?.() };
}

/** Whatever was begun has come to where it waits. */
function started(): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, 0);
  });
}

describe('pack()', () => {
  test('does the job itself where no other thread computes', async () => {
    const buffer = Float32Array.of(1, 2, 3, 4).buffer;
    const packers = new Packers(buffer, []);
    expect(packers.room(4)).toBeUndefined();
    expect(await packers.pack(jobAt(0))).toBe(true);
    expect([...new Float32Array(buffer)]).toEqual([1, 3, 2, 4]);
  });

  test('gives jobs to the other threads, and does what they cannot take', async () => {
    const addresses = [0, 16, 32, 48, 64, 80, 96, 112];
    const buffer = new ArrayBuffer(16 * addresses.length);
    new Float32Array(buffer).set([1, 2, 3, 4], 28);
    const { thread, asked, answer } = slowThread();
    const packers = new Packers(buffer, [Promise.resolve(thread)]);
    await started();
    const packing = addresses.map((weights) => packers.pack(jobAt(weights)));
    expect(await packing[7]).toBe(true);
    expect([...new Float32Array(buffer, 112)]).toEqual([1, 3, 2, 4]);
    for (let job = 0; job < 8; job++) {
      answer();
      await started();
    }
    expect(await Promise.all(packing)).toEqual(addresses.map(() => true));
    expect(asked).toEqual([{ kind: 'touch', from: 0, to: 128 }, ...addresses.slice(0, 7).map(jobAt)]);
  });

  test('a thread without a job touches the memory from its end on, until the end is told', async () => {
    const { thread, asked, answer } = slowThread();
    const packers = new Packers(new ArrayBuffer(2 ** 23), [Promise.resolve(thread)]);
    await started();
    answer();
    await started();
    packers.end();
    answer();
    await started();
    const places = asked.map((job) => job.kind === 'touch' && job.to / 2 ** 20);
    expect(places).toEqual([8, 7, 6]);
  });

  test('waits for a thread that is still starting', async () => {
    const { thread, asked, answer } = slowThread();
    let start: (thread: Thread) => void = () => {};
    const starting = new Promise<Thread>((resolve) => {
      start = resolve;
    });
    const packers = new Packers(new ArrayBuffer(64), [starting]);
    const packing = packers.pack(jobAt(0));
    start(thread);
    await expect.poll(() => asked.length).toBe(2);
    answer();
    answer();
    expect(await packing).toBe(true);
  });
});
