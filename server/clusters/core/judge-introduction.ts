import { ClusterNameText } from '../model/names';
import type { LiveToken, RegisteredCluster } from '../ports';
import { matchesName } from './match-name';

/** Milliseconds by which an agent's clock may differ from ours: less than that a signature may be old. */
export const CLOCK_SKEW_MS = 300_000;

export type Introduced =
  | { ok: true; name: string; cluster: RegisteredCluster | undefined; approve: boolean }
  | { ok: false; sentence: string };

export type Asked = { name: string | undefined; kubeSystemUid: string };
export type Present = { byName: RegisteredCluster | undefined; byUid: RegisteredCluster | undefined };

/** The name that an agent would have: what the token says, or what it asks for where the token leaves a choice. */
export function nameFor(token: Pick<LiveToken, 'names'>, asked: string | undefined): string | undefined {
  const name = asked ?? (token.names.includes('*') ? undefined : token.names);
  return name !== undefined && ClusterNameText.safeParse(name).success && matchesName(token.names, name)
    ? name
    : undefined;
}

/**
 * Whether an agent that shows a living token may wait for approval, and as what. One that comes from a registered cluster is
 * another way into it, which a person always looks at; the same cluster is never registered twice, nor a name.
 */
export function judgeIntroduction(token: LiveToken, { name: asked }: Asked, { byName, byUid }: Present): Introduced {
  const name = nameFor(token, asked);
  if (name === undefined) {
    const wanted = asked === undefined ? 'the agent names no cluster' : `the agent asks for the name ${asked}`;
    return no(`${wanted}, and this token is for ${token.names}: set the name in the ConfigMap portolan-agent`);
  }
  if (byUid && byUid.name !== name)
    return no(`this cluster is registered already, as ${byUid.name}: ask for that name to give it an agent`);
  if (byName && !byUid)
    return no(`the name ${name} belongs to another cluster (its kube-system has another uid): choose another name`);
  return { ok: true, name, cluster: byUid, approve: token.autoApprove && !byUid };
}

const no = (sentence: string): Introduced => ({ ok: false, sentence });
