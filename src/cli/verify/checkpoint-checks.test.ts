import { existsSync } from 'node:fs';
import { describe, it } from 'vitest';
import { checkpointChecks } from './checkpoint-checks.ts';

const FOLDER = '../shared/reference/checkpoints';
const hasShared = existsSync(FOLDER);
if (!hasShared) console.log("skipped: ../shared is not here; PyTorch's checkpoints are not read");

describe.skipIf(!hasShared)('what PyTorch saved is read as it is, or refused with the name of the file', () => {
  it.each(hasShared ? checkpointChecks(FOLDER) : [])('$name', async ({ run }) => void (await run()));
});
