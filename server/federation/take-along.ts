import { DomainError, failureOf, isRefusedWith } from '~/server/kernel/failure';
import { type Json, json } from '~/server/kernel/json';
import type { MemberClient } from '~/server/kube/member-client';
import { getObject } from '~/server/objects/get-object';
import type { ObjectRef } from '~/server/objects/model/ref';
import type { PersonActor } from '~/server/teams/model/actor';
import { bareObject } from './core/bare-object';
import { findReferences } from './core/find-references';
import type { Reference, TakeAlongInput, TakenAlong } from './model/preview';
import type { FederationDeps } from './plan-application';
import { readText } from './read-text';

const PLURALS = { ConfigMap: 'configmaps', Secret: 'secrets', ServiceAccount: 'serviceaccounts' } as const;

/**
 * The text with what its workloads name, and it does not have, as templates: as it stands in one cluster, read with the rights of
 * this person. Nothing is saved. Secrets are left, since an application keeps no values of them. Throws `invalid` as `readText`.
 */
export async function takeAlong(
  deps: Pick<FederationDeps, 'yaml' | 'clientFor'>,
  actor: PersonActor,
  { text, cluster }: TakeAlongInput,
): Promise<TakenAlong> {
  const { templates } = await readText(deps.yaml, text);
  const references = findReferences(templates.map(({ object }) => object));
  const client = await deps.clientFor(cluster, actor);
  const answers = await Promise.all(references.map((reference) => readReference(client, reference)));
  const found = answers.flatMap((answer) => ('object' in answer ? [answer] : []));
  const left = answers.flatMap((answer) => ('why' in answer ? [answer] : []));
  const edits = found.map(({ object }, at) => ({ path: ['spec', 'templates', templates.length + at], value: object }));
  const edited = edits.length === 0 ? text : await deps.yaml.edit(text, edits);
  if (edited === undefined)
    throw new DomainError({ kind: 'unavailable', what: 'yaml', detail: 'the text could not be changed in time' });
  return { text: edited, taken: found.map(({ reference }) => reference), left };
}

type Answer = { reference: Reference; object: Json } | TakenAlong['left'][number];

async function readReference(client: MemberClient, reference: Reference): Promise<Answer> {
  const { kind } = reference;
  if (kind === 'Secret') return { reference, why: 'secret' };
  try {
    const object = json(await getObject(client, refOf(client, reference)));
    return { reference, object: bareObject({ apiVersion: 'v1', kind, ...object }) };
  } catch (error) {
    return { reference, why: whyNot(error) };
  }
}

/** Which of these a member lacks; what may not be read there is not said to be missing. */
export async function findMissing(client: MemberClient, references: readonly Reference[]): Promise<Reference[]> {
  const answers = await Promise.all(
    references.map(async (reference) => {
      const why = await getObject(client, refOf(client, reference)).then(() => undefined, whyNot);
      return why === 'missing' ? [reference] : [];
    }),
  );
  return answers.flat();
}

const refOf = ({ name: cluster }: MemberClient, { kind, namespace, name }: Reference): ObjectRef => ({
  ...{ cluster, group: '', version: 'v1', plural: PLURALS[kind], namespace, name },
});

function whyNot(error: unknown): 'missing' | 'unreadable' {
  const failure = failureOf(error);
  if (!failure) throw error;
  const isSecretGone = failure.kind === 'not-found' && failure.what === 'secret';
  return isSecretGone || isRefusedWith(error, 404) ? 'missing' : 'unreadable';
}
