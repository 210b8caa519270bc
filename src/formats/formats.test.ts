import { existsSync, openAsBlob, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { openCheckpoint } from './open-checkpoint.ts';
import { WeightsError } from './WeightsError.ts';

const FOLDER = '../shared/reference/checkpoints';
const hasShared = existsSync(FOLDER);
if (!hasShared) console.log("skipped: ../shared is not here; PyTorch's checkpoints are not read");

describe.skipIf(!hasShared)("PyTorch's checkpoints", () => {
  it.each([
    ['evil.pth', 'forbiddenGlobal'],
    ['whole_module.pth', 'wholeModule'],
    ['truncated.pth', 'badZip'],
    ['empty.pth', 'emptyFile'],
    ['html_error_page.pth', 'notACheckpoint'],
    ['overlap.safetensors', 'overlap'],
    ['past_end.safetensors', 'pastEnd'],
    ['wrong_size.safetensors', 'sizeDisagrees'],
    ['negative.safetensors', 'negativeSize'],
    ['huge_header.safetensors', 'headerTooLong'],
    ['not_json.safetensors', 'headerNotJson'],
    ['unknown_dtype.safetensors', 'unknownDtype'],
  ])('%s breaks the rule %s', async (name, rule) => {
    const error = await openCheckpoint(await openAsBlob(`${FOLDER}/${name}`), name).catch(
      (problem: unknown) => problem,
    );
    expect((error as WeightsError).details.rule).toBe(rule);
  });

  it.each(['state_dict.pth', 'state_dict_legacy.pth', 'views.pth', 'ok.safetensors'])(
    '%s cut or changed anywhere is read or refused, and nothing else',
    async (name) => {
      const bytes = readFileSync(`${FOLDER}/${name}`);
      await fc.assert(
        fc.asyncProperty(fc.nat(bytes.length - 1), fc.nat(255), fc.boolean(), async (at, value, cut) => {
          const changed = Uint8Array.from(bytes);
          changed[at] = value;
          const blob = new Blob([cut ? changed.subarray(0, at) : changed]);
          try {
            const checkpoint = await openCheckpoint(blob, name);
            for (const tensor of checkpoint.tensors.values())
              expect((await tensor.read()).length).toBeLessThanOrEqual(bytes.length);
          } catch (error) {
            expect(error).toBeInstanceOf(WeightsError);
          }
        }),
        { numRuns: 200 },
      );
    },
  );

  it.each(['state_dict.pth', 'state_dict_legacy.pth', 'training_checkpoint.pth', 'ok.safetensors'])(
    '%s with many bytes changed at once is read or refused, and nothing else',
    async (name) => {
      const bytes = readFileSync(`${FOLDER}/${name}`);
      const change = fc.tuple(fc.nat(bytes.length - 1), fc.nat(255));
      await fc.assert(
        fc.asyncProperty(fc.array(change, { minLength: 2, maxLength: 12 }), async (changes) => {
          const changed = Uint8Array.from(bytes);
          for (const [at, value] of changes) changed[at] = value;
          try {
            const checkpoint = await openCheckpoint(new Blob([changed]), name);
            for (const tensor of checkpoint.tensors.values()) await tensor.read();
          } catch (error) {
            expect(error).toBeInstanceOf(WeightsError);
          }
        }),
        { numRuns: 200 },
      );
    },
  );
});
