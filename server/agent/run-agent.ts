import { generateKeyPairSync } from 'node:crypto';
import { once } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
import { keyFingerprint } from '~/server/gateway/tunnel/model/fingerprint';
import { CLOSED } from '~/server/gateway/tunnel/model/limits';
import { readMember } from './ask-api';
import { backOffMs } from './back-off';
import { dialHub } from './dial-hub';
import { createForwarder } from './forward';
import { joinHub } from './join-hub';
import { type Certified, keepCertified } from './keep-certified';
import type { Settings } from './read-settings';
import { serveHub } from './serve-hub';

export type Say = (sentence: string) => void;

/** The agent's whole life: a key of its own, joined until approved, then connected again and again. Never returns. */
export async function runAgent(settings: Settings, version: string, say: Say): Promise<never> {
  const key = await retried(say, () => ownKey(settings, say));
  const member = await retried(say, () => readMember(settings.api));
  const joined = (signal?: AbortSignal) => join(settings, key, { ...member, agentVersion: version }, say, signal);
  const forward = createForwarder({ api: settings.api, allowance: () => ({ writes: settings.writes() }) });
  let certified: Certified | undefined;
  for (let failures = 0; ; ) {
    const current = certified && certified.renewAt > Date.now() ? certified : await joined();
    certified = current;
    const writes = settings.writes();
    const over = await connect(settings, { key, certificate: current.certificate }, { version, writes }, (socket) => {
      say(`connected to ${settings.hub.url}${writes ? '' : '; the hub may read only'}`);
      failures = 0;
      serveHub(socket, forward);
      hangUpWhenChanged(settings, writes, socket, say);
      const closed = new AbortController();
      socket.once('close', () => closed.abort());
      const renew = async (signal: AbortSignal) => {
        certified = await joined(signal);
        return certified;
      };
      void keepCertified(current, renew, closed.signal);
    });
    say(over.sentence);
    if (over.anew) certified = undefined;
    await pause(Math.max(over.retryMs, backOffMs(over.slow ? 5 : failures++)));
  }
}

type Over = { sentence: string; retryMs: number; anew: boolean; slow: boolean };
const OVER: Over = { sentence: 'the connection to the hub is over', retryMs: 0, anew: false, slow: false };

async function connect(
  { hub }: Settings,
  identity: { key: string; certificate: string },
  about: { version: string; writes: boolean },
  serve: (socket: import('ws').WebSocket) => void,
): Promise<Over> {
  try {
    const dialled = await dialHub(hub, identity, about);
    if ('refused' in dialled) {
      const { reason, retryMs } = dialled.refused;
      const anew = reason === 'expired' || reason === 'unknown' || reason === 'revoked';
      return { ...OVER, sentence: `the hub refuses: ${reason}`, retryMs: anew ? 0 : retryMs, anew };
    }
    const closed = once(dialled.socket, 'close');
    serve(dialled.socket);
    const [code] = (await closed) as [number];
    if (code === CLOSED.revoked) return { ...OVER, sentence: 'the hub has revoked this agent', anew: true };
    if (code === CLOSED.expired) return { ...OVER, sentence: "this agent's certificate is over", anew: true };
    if (code === CLOSED.displaced)
      return { ...OVER, sentence: 'another agent with this key took over: is it running twice?', slow: true };
    return OVER;
  } catch (error) {
    return { ...OVER, sentence: sentenceOf(error) };
  }
}

/** The hub knows from the handshake whether it may write, so a changed mind is a new handshake. */
function hangUpWhenChanged(settings: Settings, writes: boolean, socket: import('ws').WebSocket, say: Say): void {
  const timer = setInterval(() => {
    if (settings.writes() === writes) return;
    say(`the owner lets the hub ${writes ? 'read only' : 'write'} from now on`);
    socket.close(1000);
  }, 1000);
  socket.once('close', () => clearInterval(timer));
}

async function ownKey({ keys }: Settings, say: Say): Promise<string> {
  const known = await keys.load();
  const key =
    known ??
    generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
  if (known === undefined) await keys.save(key);
  say(`the key is ${known === undefined ? 'new' : 'the one before'}: ${keyFingerprint(key)}`);
  return key;
}

type Facts = { kubeSystemUid: string; kubernetesVersion: string; agentVersion: string };

/** Asks until the hub has approved, however long people take; rejects when the signal ends it. */
async function join(
  settings: Settings,
  key: string,
  facts: Facts,
  say: Say,
  signal: AbortSignal | undefined,
): Promise<Certified> {
  let said = '';
  const sayOnce = (sentence: string) => {
    if (sentence !== said) say(sentence);
    said = sentence;
  };
  for (let failures = 0; ; ) {
    signal?.throwIfAborted();
    try {
      const { token, name, hub } = settings;
      const answer = await joinHub(hub, key, { ...facts, token: token(), name });
      if (answer.state === 'approved') {
        say(`approved as ${answer.cluster}`);
        return { certificate: answer.certificate, renewAt: Date.now() + answer.renewMs };
      }
      sayOnce(answer.state === 'pending' ? answer.sentence : `the hub refuses: ${answer.sentence}`);
      failures = 0;
      await pause(answer.retryMs * (0.75 + Math.random() / 2));
    } catch (error) {
      sayOnce(sentenceOf(error));
      await pause(backOffMs(failures++));
    }
  }
}

async function retried<Value>(say: Say, work: () => Promise<Value>): Promise<Value> {
  for (let failures = 0; ; ) {
    try {
      return await work();
    } catch (error) {
      say(sentenceOf(error));
      await pause(backOffMs(failures++));
    }
  }
}

const sentenceOf = (error: unknown) => (error instanceof Error ? error.message : String(error));
