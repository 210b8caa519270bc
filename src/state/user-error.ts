import { GraphError, ShapeError } from '../engine/errors.ts';
import { WorkerError } from '../worker/WorkerClient.ts';
import type { UserError } from './AppState.ts';

/**
 * An error as data for a sentence: the rule and values that it carries, with the node at fault as `at` (empty for a layer on its own). Anything else that was thrown becomes `unexpected` with its message.
 */
export function toUserError(error: unknown): UserError {
  if (error instanceof ShapeError || error instanceof GraphError) {
    const { rule, values, node } = error.details;
    return { rule, values: { ...values, at: node } };
  }
  if (error instanceof WorkerError) return { rule: error.rule, values: error.values };
  return { rule: 'unexpected', values: { message: error instanceof Error ? error.message : String(error) } };
}
