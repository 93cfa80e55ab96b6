import { at, text } from '~/server/kernel/json';
import type { TransferState } from '~/server/objects/model/transfer';
import type { Result } from '../model/words';

/** What a record says of a transfer of files: `told` is the part of its outcome that speaks of it. */
export function transferState(result: Result | undefined, told: unknown): TransferState {
  if (result === undefined) return { state: 'unknown', bytes: null, detail: '' };
  if (result === 'running') return { state: 'running', bytes: null, detail: '' };
  const bytes = at(told, 'bytes');
  const state = result === 'applied' ? 'done' : 'failed';
  return { state, bytes: typeof bytes === 'number' ? bytes : null, detail: text(at(told, 'detail')) };
}
