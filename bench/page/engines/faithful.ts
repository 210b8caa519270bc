import type { Analysis } from '../../../src/engine/analysis.ts';
import { bindState } from '../../../src/runtime/bind-weights.ts';
import { Execution } from '../../../src/runtime/Execution.ts';
import type { StateDict } from '../../../src/runtime/StateDict.ts';
import { startBackend } from '../../../src/runtime/start-backend.ts';
import type { Engine } from '../protocol.ts';

/** Our faithful executor on tfjs's WebAssembly, which takes as many threads as it finds cores. */
export async function faithfulEngine(analysis: Analysis, state: StateDict, input: Float32Array): Promise<Engine> {
  await startBackend('wasm', { allowSoftware: false });
  const weights = await bindState(analysis, state);
  const execution = new Execution(analysis, weights);
  return {
    run: () => execution.run(input),
    async unload() {
      execution.dispose();
      weights.dispose();
    },
  };
}
