import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import type { TextEdit } from '~/server/kernel/text-edit';
import { type Documents, LIMITS, type Yaml, type YamlFault } from './model';

/** What the thread is asked, and what it answers. */
export type YamlTask = { read: string } | { print: unknown } | { edit: string; edits: readonly TextEdit[] };
export type YamlAnswer = { documents: Documents } | { text: string | undefined };

type Waiting = { task: YamlTask; resolve: (answer: YamlAnswer | undefined) => void };
type Thread = { worker: Worker; ready: Promise<unknown> };

const MAX_WAITING = 50;
const IDLE_MS = 10_000;

/**
 * Reads and prints YAML in a thread of its own, one task at a time, so that no text can hold up the process: one that
 * takes too long or too much memory costs its thread, and the next one gets another.
 */
export function createYamlThread(): Yaml & { close(): Promise<void> } {
  const waiting: Waiting[] = [];
  let thread: Thread | undefined;
  let busy = false;
  let idle: NodeJS.Timeout | undefined;

  const next = async () => {
    const work = busy ? undefined : waiting.shift();
    if (!work) return;
    busy = true;
    clearTimeout(idle);
    thread ??= startThread();
    const answer = await ask(thread, work.task);
    if (!answer) {
      void thread.worker.terminate();
      thread = undefined;
    }
    busy = false;
    work.resolve(answer);
    if (waiting.length === 0) idle = setTimeout(leave, IDLE_MS).unref();
    void next();
  };

  /** A thread keeps the memory of the largest text it ever read; the next one starts small. */
  const leave = () => {
    void thread?.worker.terminate();
    thread = undefined;
  };

  const run = (task: YamlTask): Promise<YamlAnswer | undefined> => {
    if (waiting.length >= MAX_WAITING) return Promise.resolve(undefined);
    return new Promise((resolve) => {
      waiting.push({ task, resolve });
      void next();
    });
  };

  return {
    read: async (text) => {
      if (text.length > LIMITS.bytes) return refused('too-large', `more than ${LIMITS.bytes} bytes`);
      const answer = await run({ read: text });
      return answer && 'documents' in answer ? answer.documents : refused('too-slow', TOO_SLOW);
    },
    print: async (value) => {
      const answer = await run({ print: value });
      return (answer && 'text' in answer && answer.text) || JSON.stringify(value, null, 2);
    },
    edit: async (text, edits) => {
      const answer = text.length > LIMITS.bytes ? undefined : await run({ edit: text, edits });
      return answer && 'text' in answer ? answer.text : undefined;
    },
    close: async () => {
      clearTimeout(idle);
      await thread?.worker.terminate();
    },
  };
}

const TOO_SLOW = `not read in ${LIMITS.milliseconds / 1000} s and ${LIMITS.megabytes} MiB`;
const refused = (code: YamlFault['code'], detail: string): Documents => ({
  ok: false,
  fault: { code, line: 0, detail },
});

/** Undefined when the thread ended or took too long; the time that it takes to start is not the task's. */
function ask({ worker, ready }: Thread, task: YamlTask): Promise<YamlAnswer | undefined> {
  return new Promise((resolve) => {
    let timer: NodeJS.Timeout | undefined;
    const end = (answer?: YamlAnswer) => {
      clearTimeout(timer);
      worker.removeAllListeners('message').removeAllListeners('exit');
      resolve(answer);
    };
    worker.once('exit', () => end());
    void ready.then(() => {
      worker.once('message', end);
      timer = setTimeout(end, LIMITS.milliseconds);
      worker.postMessage(task);
    });
  });
}

/** Beside the bundle when there is one, from its source otherwise: a thread does not inherit what loads TypeScript. */
function startThread(): Thread {
  const limits = { resourceLimits: { maxOldGenerationSizeMb: LIMITS.megabytes, stackSizeMb: 4 } };
  const bundled = fileURLToPath(new URL('yaml-worker.mjs', import.meta.url));
  const source = JSON.stringify(new URL('yaml-worker.ts', import.meta.url).href);
  const load = `import('tsx/esm/api').then(({ register }) => { register(); return import(${source}); })`;
  const worker = existsSync(bundled) ? new Worker(bundled, limits) : new Worker(load, { ...limits, eval: true });
  worker.on('error', () => undefined);
  worker.unref();
  return { worker, ready: new Promise((resolve) => worker.once('message', resolve)) };
}
