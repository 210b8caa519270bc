import { useEffect, useState } from 'react';
import type { UserError } from '../../../state/AppState.ts';
import { readOutput } from '../../../state/cut-study.ts';
import { toUserError } from '../../../state/user-error.ts';
import { useApp } from '../../hooks/use-app.ts';

/** An output that is wanted: of which layer, and whether of the whole network. */
export interface WantedOutput {
  readonly id: string;
  readonly whole: boolean;
}

/** A layer's output in a run. */
export type Output = Awaited<ReturnType<typeof readOutput>>;

/** Outputs of the last run, in the order that they are wanted in; `null` until all have come. */
export function useOutputs(wanted: readonly WantedOutput[]): {
  readonly outputs: readonly Output[] | null;
  readonly error: UserError | null;
} {
  const result = useApp((state) => state.result);
  const key = JSON.stringify(wanted);
  const [read, setRead] = useState<{ key: string; outputs: readonly Output[] | null; error: UserError | null }>({
    key: '',
    outputs: null,
    error: null,
  });
  useEffect(() => {
    if (result === null) return;
    const { signal, abort } = stoppable();
    Promise.all(
      (JSON.parse(key) as readonly WantedOutput[]).map(({ id, whole }) => readOutput(id, whole, signal)),
    ).then(
      (outputs) => !signal.aborted && setRead({ key, outputs, error: null }),
      (error: unknown) => !signal.aborted && setRead({ key, outputs: null, error: toUserError(error) }),
    );
    return abort;
  }, [key, result]);
  return read.key === key ? read : { outputs: null, error: null };
}

function stoppable(): { readonly signal: AbortSignal; abort(): void } {
  const controller = new AbortController();
  return { signal: controller.signal, abort: () => controller.abort() };
}
