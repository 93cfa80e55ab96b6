import { createRandom, type Random } from '~/server/simulator/random';
import type { Container, Run } from '~/server/simulator/runtime/container';

/** What a program writes to its log; texts without time and line end. */
export type Program = {
  /** When it has started. */
  begin(container: Container): string[];
  /** In the course of its life. */
  work(container: Container, at: Date, random: Random): string;
  /** When it ends; `exitCode` 0 is an orderly end. */
  end(container: Container, exitCode: number): string[];
  /** Milliseconds that pass between two lines, on the whole. */
  everyMs: number;
};

const PATHS = ['/', '/healthz', '/api/items', '/api/items/4711', '/api/cart', '/api/orders', '/static/app.js'];
const logfmt = (level: string, message: string, fields = '') =>
  `level=${level} msg="${message}"${fields && ` ${fields}`}`;
const versionOf = ({ image }: Container) => image.split(':').at(-1) ?? 'latest';

const service: Program = {
  everyMs: 2500,
  begin: (container) => [
    logfmt('info', `starting ${container.name}`, `version=${versionOf(container)} pod=${container.pod}`),
    logfmt('info', 'listening', `address=:${container.ports[0] ?? 8080}`),
  ],
  work(_container, at, random) {
    const status = random.next() < 0.97 ? 200 : random.pick([404, 404, 499, 503]);
    const method = random.next() < 0.8 ? 'GET' : 'POST';
    const took = Math.round(2 + random.next() ** 4 * 400);
    const request = `method=${method} path=${random.pick(PATHS)} status=${status} duration_ms=${took}`;
    return `time=${at.toISOString()} ${logfmt(status >= 500 ? 'error' : 'info', 'request', request)} trace_id=${hex(random)}`;
  },
  end: (_container, exitCode) =>
    exitCode === 0
      ? [logfmt('info', 'received SIGTERM, draining'), logfmt('info', 'bye')]
      : [logfmt('error', 'cannot go on', `exit_code=${exitCode}`)],
};

const store: Program = {
  everyMs: 20_000,
  begin: (container) => [
    `${container.name} ${versionOf(container)} starting on ${container.hostname}`,
    `ready to accept connections on port ${container.ports[0] ?? 6379}`,
  ],
  work: (_container, at, random) =>
    `${at.toISOString()} [checkpoint] wrote ${random.whole(40, 900)} buffers in ${random.whole(20, 900)} ms; ${random.whole(3, 80)} clients connected`,
  end: (_container, exitCode) => [exitCode === 0 ? 'shutting down: all data are on disk' : 'terminated abnormally'],
};

const worker: Program = {
  everyMs: 6000,
  begin: (container) => [logfmt('info', `starting ${container.name}`, `version=${versionOf(container)}`)],
  work: (_container, at, random) =>
    `time=${at.toISOString()} ${logfmt('info', 'batch done', `records=${random.whole(20, 5000)} lag_seconds=${random.whole(0, 9)}`)}`,
  end: (_container, exitCode) =>
    exitCode === 0 ? [logfmt('info', 'done')] : [logfmt('error', 'batch failed', `exit_code=${exitCode}`)],
};

const crashing: Program = {
  everyMs: 1000,
  begin: (container) => [
    logfmt('info', `starting ${container.name}`, `version=${versionOf(container)}`),
    logfmt('info', 'reading configuration', 'file=/etc/app/config.yaml'),
  ],
  work: () => logfmt('warn', 'configuration is not complete, waiting'),
  end: () => [
    logfmt('fatal', 'configuration is not valid', 'key=database.url error="must not be empty"'),
    'panic: configuration is not valid',
    '',
    'goroutine 1 [running]:',
    'main.main()',
    '\t/src/main.go:42 +0x1d',
  ],
};

const STORES = /(^|\/)(redis|postgres|opensearch|kafka|mysql|etcd|mongo|varnish)[:@]/;

/** What kind of program an image is, by its name. */
export function programOf({ image, ports }: Container): Program {
  if (isCrashingImage(image)) return crashing;
  if (STORES.test(image)) return store;
  return ports.length > 0 ? service : worker;
}

/** Images whose program ends soon after it has started: of a tag that says so. */
export const isCrashingImage = (image: string) => /:[^/]*crash[^/]*$/.test(image);

const hex = (random: Random) =>
  Math.floor(random.next() * 2 ** 48)
    .toString(16)
    .padStart(12, '0');

/** The chance of one stretch of a run, the same whenever it is looked at. */
export const chanceOf = ({ uid, name }: Container, { restart }: Run, stretch: number): Random =>
  createRandom(`${uid}/${name}/${restart}/${stretch}`);
