import { type Failure, failureOf } from '~/server/kernel/failure';
import type { Actor } from '~/server/teams/model/actor';
import { rotateCredential } from './change-cluster';
import type { Access } from './model/registration';
import { type RegistryDeps, registerCluster } from './register-cluster';
import { forgetCluster } from './remove-cluster';

export type Imported = { context: string; outcome: 'registered' | 'refreshed' | 'known' | 'refused'; detail: string };

const ACTOR: Actor = { kind: 'system', name: 'kubeconfig import' };
const REQUEST = { actor: ACTOR, requestId: 'start' };
const AT_ONCE = 8;

export type ImportOptions = {
  labels?: Record<string, string>;
  /**
   * A cluster that is registered already is reached by this kubeconfig from now on, and one that was made anew under the
   * same name takes its place. Without it, what is registered is left as it is.
   */
  refresh?: boolean;
};

/** Registers every usable context of a kubeconfig. */
export async function importKubeconfig(
  registry: RegistryDeps,
  text: string,
  options: ImportOptions = {},
): Promise<Imported[]> {
  const { labels = {}, refresh = false } = options;
  const kubeconfig = await registry.members.readKubeconfig(text, 'text');
  const { contexts } = kubeconfig;
  // every registration would read the whole text anew for its one context
  const deps = { ...registry, members: { ...registry.members, readKubeconfig: async () => kubeconfig } };
  const results: Imported[] = [];
  const importOne = async (context: (typeof contexts)[number]): Promise<Imported> => {
    const { name, suggestedName, refusal } = context;
    if (refusal) return { context: name, outcome: 'refused', detail: refusal.detail };
    const access = { by: 'kubeconfig' as const, text, context: name };
    try {
      if (refresh && (await refreshed(deps, suggestedName, access)))
        return { context: name, outcome: 'refreshed', detail: '' };
      const registration = { name: suggestedName, access, labels, annotations: {} };
      await registerCluster(deps, REQUEST, registration);
      return { context: name, outcome: 'registered', detail: '' };
    } catch (error) {
      const failure = failureOf(error);
      if (!failure) throw error;
      return { context: name, outcome: failure.kind === 'conflict' ? 'known' : 'refused', detail: sayFailure(failure) };
    }
  };
  for (let index = 0; index < contexts.length; index += AT_ONCE) {
    results.push(...(await Promise.all(contexts.slice(index, index + AT_ONCE).map(importOne))));
  }
  return results;
}

/** Whether a cluster of this name was reached anew; one that is another cluster by now is forgotten. */
async function refreshed(deps: RegistryDeps, name: string, access: Access): Promise<boolean> {
  const known = await deps.registry.find(name);
  if (!known) return false;
  try {
    await rotateCredential(deps, REQUEST, name, access);
    return true;
  } catch (error) {
    if (failureOf(error)?.kind !== 'stale') throw error;
    await forgetCluster(deps, REQUEST, name);
    return false;
  }
}

function sayFailure(failure: Failure): string {
  if (failure.kind === 'invalid')
    return failure.issues.map(({ path, message }) => `${path.join('.')}: ${message}`).join('; ');
  return 'detail' in failure ? failure.detail : failure.kind;
}
