import { type Answer, answerText } from './answer';

/** The checks that fail right now, by their names; empty when all is well. Tests and the demo's troubles fill it. */
export type Health = { failing: Set<string> };

const CHECKS: Record<string, readonly string[]> = {
  healthz: [
    'ping',
    'log',
    'etcd',
    'poststarthook/generic-apiserver-start-informers',
    'poststarthook/rbac/bootstrap-roles',
  ],
  livez: [
    'ping',
    'log',
    'etcd',
    'poststarthook/generic-apiserver-start-informers',
    'poststarthook/rbac/bootstrap-roles',
  ],
  readyz: [
    'ping',
    'log',
    'etcd',
    'informer-sync',
    'poststarthook/generic-apiserver-start-informers',
    'poststarthook/rbac/bootstrap-roles',
    'shutdown',
  ],
};

/** `/healthz`, `/livez` and `/readyz`: `ok`, or the checks with `?verbose` and whenever one fails. */
export function serveHealth({ failing }: Health, endpoint: string, query: URLSearchParams): Answer {
  const checks = (CHECKS[endpoint] ?? []).filter((check) => !query.getAll('exclude').includes(check));
  const failed = checks.filter((check) => failing.has(check));
  if (failed.length === 0 && !query.has('verbose')) return answerText(200, 'ok');
  const lines = checks.map((check) =>
    failed.includes(check) ? `[-]${check} failed: reason withheld` : `[+]${check} ok`,
  );
  const verdict = `${endpoint} check ${failed.length === 0 ? 'passed' : 'failed'}`;
  return answerText(failed.length === 0 ? 200 : 500, `${[...lines, verdict].join('\n')}\n`);
}
