import { recorded } from '~/server/audit/recorded';
import { failureOf } from '~/server/kernel/failure';
import { judgeIntroduction } from './core/judge-introduction';
import { type AgentDeps, admit } from './decide-agent';
import { isJoinToken, joinTokenHash } from './join-tokens';
import type { JoinTokenStore, KnownAgent, LiveToken } from './ports';

export type IntroduceDeps = AgentDeps & { joinTokens: JoinTokenStore };

/** What an agent says of itself; whoever calls has seen that it holds the key. */
export type Introduction = {
  token: string | undefined;
  publicKey: string;
  fingerprint: string;
  name: string | undefined;
  kubeSystemUid: string;
  kubernetesVersion: string;
  agentVersion: string;
  region: string | undefined;
  zone: string | undefined;
  /** Where the request came from. */
  from: string;
  requestId: string;
};

export type IntroductionAnswer =
  | { state: 'pending' }
  | { state: 'approved'; agent: KnownAgent }
  /** `isGuess`: no token and no key that the hub knows, as who guesses would show. */
  | { state: 'refused'; sentence: string; isGuess: boolean };

/**
 * An agent introduces itself, or asks again what became of it. A key that is known needs no token; a new one takes one use of
 * a living token, and waits for a person unless the token says otherwise.
 */
export async function introduceAgent(deps: IntroduceDeps, asked: Introduction): Promise<IntroductionAnswer> {
  const known = await deps.agents.findByFingerprint(asked.fingerprint);
  if (known) return answerKnown(known, asked);
  const { token } = asked;
  const found =
    token !== undefined && isJoinToken(token)
      ? await deps.joinTokens.find(joinTokenHash(token), deps.clock.now())
      : undefined;
  if (!found) return { ...refused(token === undefined ? UNKNOWN : ENDED), isGuess: true };
  const judged = judgeIntroduction(found, asked, {
    byName: await deps.registry.find(asked.name ?? found.names),
    byUid: await deps.registry.findByUid(asked.kubeSystemUid),
  });
  if (!judged.ok) return refused(judged.sentence);
  const agent = await introduce(deps, asked, found, judged.name, judged.cluster?.id ?? null);
  if (agent === 'used') return refused(ENDED);
  if (agent === 'twice') return { state: 'pending' };
  if (!judged.approve) return { state: 'pending' };
  return { state: 'approved', agent: await admit(deps, { actor: AUTOMATIC, requestId: asked.requestId }, agent) };
}

const AUTOMATIC = { kind: 'system', name: 'join token' } as const;
const UNKNOWN = 'the hub does not know this key: make a join token in the console and apply its manifest';
const ENDED = 'this join token is unknown, used up or over: make another one in the console and apply its manifest';

function answerKnown(known: KnownAgent, { kubeSystemUid }: Introduction): IntroductionAnswer {
  if (known.kubeSystemUid !== kubeSystemUid)
    return refused('this key introduced itself from another cluster: every cluster has an agent with a key of its own');
  if (known.state === 'pending') return { state: 'pending' };
  if (known.state === 'approved') return { state: 'approved', agent: known };
  const how = known.state === 'denied' ? 'was denied' : 'has been revoked';
  return refused(`this agent ${how}: delete its Secret and apply a new manifest to ask anew`);
}

async function introduce(
  { agents, joinTokens, audit, clock }: IntroduceDeps,
  asked: Introduction,
  token: LiveToken,
  name: string,
  clusterId: string | null,
): Promise<KnownAgent | 'used' | 'twice'> {
  const { publicKey, fingerprint, kubeSystemUid, kubernetesVersion, agentVersion, from, requestId } = asked;
  const actor = { kind: 'system', name: `agent of ${name}` } as const;
  const intent = {
    ...{ actor, requestId, action: 'gateway.join', target: { cluster: name } },
    after: { fingerprint, from, kubeSystemUid, token: token.id },
  };
  const add = async () => {
    if (!(await joinTokens.use(token.id, clock.now()))) return 'used' as const;
    const place = { region: asked.region ?? null, zone: asked.zone ?? null, environment: token.environment ?? null };
    const facts = { publicKey, fingerprint, kubeSystemUid, kubernetesVersion, agentVersion };
    const own = { name, clusterId, tokenId: token.id, labels: token.labels, requestedFrom: from };
    return agents.add({ ...facts, ...place, ...own });
  };
  const judge = (value: KnownAgent | 'used') => ({ outcome: value === 'used' ? 'refused' : 'applied' }) as const;
  return recorded(audit, intent, add, judge).catch((error: unknown) => {
    // its own second request came in between: the first one stands
    if (failureOf(error)?.kind === 'conflict') return 'twice' as const;
    throw error;
  });
}

const refused = (sentence: string) => ({ state: 'refused', sentence, isGuess: false }) as const;
