import { systemClock } from '~/server/kernel/clock';
import type { RecordingDeps } from '../keep-recording';
import { DEFAULT_POLICY, type SessionPolicy } from '../model/recording';
import type { NewRecording, SessionPolicies } from '../ports';

/** What was kept of one session. */
export type KeptInMemory = NewRecording & { lines: string[]; typed: string; truncated: boolean; isEnded: boolean };

/** Recordings in memory; `fault` is thrown by every write after the first row while it is there. */
export function memoryRecordings() {
  const kept: KeptInMemory[] = [];
  const state: { fault: Error | undefined } = { fault: undefined };
  const of = (id: string) => {
    if (state.fault) throw state.fault;
    const found = kept.find((one) => one.id === id);
    if (!found) throw new Error('no such recording');
    return found;
  };
  const recordings: RecordingDeps['recordings'] = {
    begin: async (recording, { lines }) => {
      if (state.fault) throw state.fault;
      kept.push({ ...recording, lines: [lines], typed: '', truncated: false, isEnded: false });
    },
    append: async (id, chunk, { typed, truncated }) => {
      const found = of(id);
      Object.assign(found, { typed, truncated });
      if (chunk) found.lines.push(chunk.lines);
    },
    end: async (id) => {
      of(id).isEnded = true;
    },
    removeBefore: async () => 0,
  };
  return { kept, state, deps: { recordings, clock: systemClock } satisfies RecordingDeps };
}

/** The same policy for every cluster. */
export const policyEverywhere = (policy: Partial<SessionPolicy> = {}): SessionPolicies => ({
  of: async () => ({ ...DEFAULT_POLICY, ...policy }),
  list: async () => [],
  save: async () => undefined,
  givenByOthers: async () => [],
});
