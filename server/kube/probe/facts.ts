import { z } from 'zod';
import type { CallOptions } from '~/server/kube/member-client';
import type { Call, MemberConnection } from '~/server/kube/member-connection';
import { readAll } from '~/server/kube/request/exchange';
import { accepted, parseJson, readJson, shaped } from '~/server/kube/whole-answer';

const Version = z.object({ gitVersion: z.string().max(128) });
const Namespace = z.object({ metadata: z.object({ uid: z.string() }) });

/** The version, how long its answer took in milliseconds, and the `Date` of the answer. */
export async function readVersion(connection: MemberConnection, options: CallOptions) {
  const start = connection.pace.monotonic();
  const { bytes, headers } = await accepted(connection, asHub('/version', options));
  const latencyMs = Math.round((connection.pace.monotonic() - start) * 10) / 10;
  const { gitVersion } = shaped(connection, Version, parseJson(connection, bytes));
  return { gitVersion, latencyMs, date: headers.date };
}

/** `/readyz` says 500 and lists what fails, so its status is no error here. */
export async function readReadiness(connection: MemberConnection, options: CallOptions) {
  const answer = await connection.open(asHub('/readyz?verbose', options));
  const text = (await readAll(answer)).toString('utf8');
  const failingChecks = [...text.matchAll(/^\[-\]([\w./-]+)/gm)].flatMap(([, check]) => check ?? []);
  return { ready: answer.status === 200, failingChecks };
}

export async function readClusterUid(connection: MemberConnection, options: CallOptions): Promise<string> {
  const namespace = await readJson(connection, asHub('/api/v1/namespaces/kube-system', options));
  return shaped(connection, Namespace, namespace).metadata.uid;
}

/** `Date` counts whole seconds, so half a second is added: smaller skews than a second are not seen. */
export function clockSkew(date: string | undefined, now: Date): { clockSkewMs?: number } {
  const at = date === undefined ? Number.NaN : Date.parse(date);
  if (Number.isNaN(at)) return {};
  const skew = at + 500 - now.getTime();
  return { clockSkewMs: Math.abs(skew) < 1_000 ? 0 : Math.round(skew / 1_000) * 1_000 };
}

/** The call of the hub itself, with the caller's limits. */
export function asHub(path: string, { signal, deadlineMs }: CallOptions): Call {
  return {
    path,
    identity: { kind: 'hub' },
    ...(signal ? { signal } : {}),
    ...(deadlineMs === undefined ? {} : { limits: { deadlineMs } }),
  };
}
