import { parseDocument } from 'yaml';
import { DomainError, invalid } from '~/server/kernel/failure';
import type { DialledMember } from '~/server/kube/member';
import { KubeconfigDocument, type KubeconfigRefusal } from './kubeconfig-document';
import { readCluster } from './read-cluster';
import { readCredential } from './read-credential';

/** One context of a kubeconfig: a member that can be reached, or the reason why it cannot be used. */
export type KubeconfigContext = { context: string; isCurrent: boolean } & (
  | { ok: true; member: DialledMember }
  | { ok: false; refusal: KubeconfigRefusal; detail: string }
);

export const MAX_KUBECONFIG_BYTES = 1024 * 1024;
const MAX_DEPTH = 32;
const MAX_ALIASES = 50;

/** As `readKubeconfig`, for a text; reads it here and now, so that it is for texts of our own. */
export const parseKubeconfig = (text: string, now: Date): KubeconfigContext[] => readKubeconfig(readYaml(text), now);

/**
 * Every context of a kubeconfig, usable or refused with its reason. No file is read and no program is run, whatever it
 * says. Throws `invalid` at the path `kubeconfig` when it is none as a whole.
 * Format: https://kubernetes.io/docs/reference/config-api/kubeconfig.v1/
 */
export function readKubeconfig(document: unknown, now: Date): KubeconfigContext[] {
  const parsed = KubeconfigDocument.safeParse(document);
  if (!parsed.success) throw invalid('kubeconfig', `is no kubeconfig: ${firstProblem(parsed.error.issues)}`);
  const { clusters, users, contexts } = parsed.data;
  const clusterOf = byName('clusters', clusters);
  const userOf = byName('users', users);
  byName('contexts', contexts);
  return contexts.map(({ name, context }) => {
    const which = { context: name, isCurrent: name === parsed.data['current-context'] };
    const cluster = readCluster(clusterOf.get(context.cluster)?.cluster, context.cluster);
    if (!cluster.ok) return { ...which, ok: false, ...cluster.reason };
    const credential = readCredential(userOf.get(context.user)?.user, context.user, now);
    if (!credential.ok) return { ...which, ok: false, ...credential.reason };
    return { ...which, ok: true, member: { ...cluster.value, credential: credential.value } };
  });
}

function readYaml(text: string): unknown {
  const bytes = Buffer.byteLength(text);
  if (bytes > MAX_KUBECONFIG_BYTES) throw tooLarge();
  try {
    const document = parseDocument(text, { uniqueKeys: true, stringKeys: true, logLevel: 'silent' });
    const [error] = document.errors;
    if (error) throw error;
    const value: unknown = document.toJS({ maxAliasCount: MAX_ALIASES });
    if (depthOf(value) > MAX_DEPTH) throw new Error(`it nests deeper than ${MAX_DEPTH} levels`);
    return value;
  } catch (error) {
    // the parser quotes the line, which may hold a key: only its first sentence is shown
    const [sentence = ''] = (error instanceof Error ? error.message : '').split(/ at line|:\n|\n/);
    throw invalid('kubeconfig', `is not YAML that can be read: ${sentence}`);
  }
}

/** The failure for a text that is no kubeconfig of anyone's. */
export const tooLarge = () =>
  new DomainError({ kind: 'limit', what: 'kubeconfig', limit: MAX_KUBECONFIG_BYTES, unit: 'bytes' });

/** Stops one level past the limit, so that a deep value costs no stack. */
function depthOf(value: unknown, depth = 0): number {
  if (typeof value !== 'object' || value === null || depth > MAX_DEPTH) return depth;
  return Object.values(value).reduce((deepest: number, inner) => Math.max(deepest, depthOf(inner, depth + 1)), depth);
}

/** client-go refuses a name that appears twice, because nobody can say which entry is meant. */
function byName<Entry extends { name: string }>(list: string, entries: Entry[]): Map<string, Entry> {
  const named = new Map(entries.map((entry) => [entry.name, entry]));
  if (named.size < entries.length) throw invalid('kubeconfig', `has a name twice in ${list}`);
  return named;
}

function firstProblem(issues: { path: PropertyKey[]; message: string }[]): string {
  const [issue] = issues;
  return issue ? `${issue.path.map(String).join('.')} ${issue.message}`.trim() : 'unknown shape';
}
