import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import type { Request } from './generate-requests';
import { findKnown } from './known-differences';
import { type Outcome, outcomeOf, type Peer } from './peer';
import type { Subject } from './subject';

/** What a round found: the requests that were sent, the listed differences met, and the first that is not listed. */
export type Round = { requests: number; known: string[]; difference: string | undefined };
type Peers = { real: Peer; simulated: Peer };

/** Spoils what the simulator answered, to see that it is noticed. */
export type Fault = { outcome?(outcome: Outcome): Outcome; events?(events: unknown[]): unknown[] };

const SENTINEL = 'the-end';

/** Sends the same requests to both servers in turn and compares every answer, then the events that watchers saw. */
export async function compareRound(
  peers: Peers,
  {
    subject,
    requests,
    space,
    fault = {},
  }: { subject: Subject; requests: readonly Request[]; space: string; fault?: Fault },
): Promise<Round> {
  const path = collectionPath(subject, space);
  const round: Round = { requests: 0, known: [], difference: undefined };
  const from = await bothOf(peers, (peer) => startRound(peer, space, path));
  for (const request of requests) {
    const at = targetOf(path, request);
    const options = {
      ...(request.type ? { type: request.type } : {}),
      ...(request.body === undefined ? {} : { body: request.body }),
    };
    const sent = await bothOf(peers, async (peer) => outcomeOf(await peer.ask(request.method, at, options)));
    const simulated = fault.outcome?.(sent.simulated) ?? sent.simulated;
    round.requests++;
    if (isDeepStrictEqual(sent.real, simulated)) continue;
    const known = findKnown(request, sent.real, simulated);
    if (known === undefined) return { ...round, difference: describe(request, at, sent.real, simulated) };
    round.known.push(known.name);
    if (known.endsRound) return round;
  }
  return compareEvents(peers, { subject, path, from, round, fault });
}

const targetOf = (path: string, { name, subresource, query }: Request) =>
  `${path}${name && `/${name}`}${subresource && `/${subresource}`}${query && `?${query}`}`;

async function compareEvents(
  peers: Peers,
  {
    subject,
    path,
    from,
    round,
    fault,
  }: { subject: Subject; path: string; from: Record<keyof Peers, string>; round: Round; fault: Fault },
): Promise<Round> {
  if (!(await endRound(peers, subject, path)))
    return { ...round, difference: `no ${subject.kind} ends the round on both sides` };
  const [real, given] = await Promise.all([
    peers.real.events(path, from.real, SENTINEL),
    peers.simulated.events(path, from.simulated, SENTINEL),
  ]);
  const simulated = fault.events?.(given) ?? given;
  if (isDeepStrictEqual(real, simulated)) return round;
  const at = real.findIndex((event, index) => !isDeepStrictEqual(event, simulated[index]));
  const told = `event ${at} of ${path} (${real.length} and ${simulated.length} events)`;
  return {
    ...round,
    difference: `${told}\n  real      ${JSON.stringify(real[at])}\n  simulated ${JSON.stringify(simulated[at])}`,
  };
}

const bothOf = async <Value>({ real, simulated }: Peers, ask: (peer: Peer) => Promise<Value>) => {
  const [one, other] = await Promise.all([ask(real), ask(simulated)]);
  return { real: one, simulated: other };
};

async function startRound(peer: Peer, space: string, path: string): Promise<string> {
  await peer.ask('POST', '/api/v1/namespaces', { body: { metadata: { name: space } } });
  // pods need an account, and without controllers there is none and no token of it
  const account = { metadata: { name: 'default' }, automountServiceAccountToken: false };
  await peer.ask('POST', `/api/v1/namespaces/${space}/serviceaccounts`, { body: account });
  const { json } = await peer.ask('GET', path);
  return json.metadata.resourceVersion;
}

/** Creates the object that tells both watchers that nothing more comes. */
async function endRound(peers: Peers, subject: Subject, path: string): Promise<boolean> {
  const head = { apiVersion: subject.apiVersion, kind: subject.kind, metadata: { name: SENTINEL } };
  for (const fields of fc.sample(subject.whole, { seed: 7, numRuns: 30 })) {
    const body = { ...fields, ...head };
    const tried = await bothOf(peers, (peer) => peer.ask('POST', `${path}?dryRun=All`, { body }));
    if (tried.real.status !== 201 || tried.simulated.status !== 201) continue;
    await bothOf(peers, (peer) => peer.ask('POST', path, { body }));
    return true;
  }
  return false;
}

const collectionPath = ({ apiVersion, plural }: Subject, space: string) =>
  `/${apiVersion.includes('/') ? 'apis' : 'api'}/${apiVersion}/namespaces/${space}/${plural}`;

function describe({ method, type = '', body }: Request, path: string, real: Outcome, simulated: Outcome): string {
  const told = [`${method} ${path} ${type}`, `  body      ${JSON.stringify(body)}`];
  const differing = differences(real, simulated).slice(0, 6);
  return [...told, ...differing.map(({ at, one, other }) => `  ${at}: real ${one} simulated ${other}`)].join('\n');
}

/** The paths at which two answers part. */
function differences(one: unknown, other: unknown, at = ''): { at: string; one: string; other: string }[] {
  if (isDeepStrictEqual(one, other)) return [];
  if (
    typeof one !== 'object' ||
    typeof other !== 'object' ||
    one === null ||
    other === null ||
    Array.isArray(one) !== Array.isArray(other)
  )
    return [{ at, one: JSON.stringify(one) ?? 'nothing', other: JSON.stringify(other) ?? 'nothing' }];
  const fields = [...new Set([...Object.keys(one), ...Object.keys(other)])];
  return fields.flatMap((field) =>
    differences((one as Record<string, unknown>)[field], (other as Record<string, unknown>)[field], `${at}.${field}`),
  );
}
