import { readFileSync } from 'node:fs';
import { parseKubeconfig } from '~/server/kube/kubeconfig/parse-kubeconfig';
import type { DialledMember } from '~/server/kube/member';

/** A member with the name of its context. */
export type Named = DialledMember & { name: string };

/** The members of a bench fleet, from its kubeconfig. Throws when one of its contexts cannot be used. */
export function readMembers(kubeconfig: string): Named[] {
  return parseKubeconfig(readFileSync(kubeconfig, 'utf8'), new Date()).map((context) => {
    if (!context.ok) throw new Error(`${context.context}: ${context.detail}`);
    return { ...context.member, name: context.context };
  });
}

/** The bearer token of a member; bench fleets know no other credential. */
export function tokenOf({ name, credential }: Named): string {
  if (credential.kind !== 'token') throw new Error(`${name} has no token`);
  return credential.token.reveal();
}
