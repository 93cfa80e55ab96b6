import { APPLICATION_LABEL, FENCE_ANNOTATION } from '~/server/federation/model/inventory';
import type { Json } from '~/server/kernel/json';
import type { KubeObject } from '~/server/simulator/api/object';
import { type SimulatedMember, startMember } from '~/server/simulator/member';
import type { Change, Standing } from './evidence';
import { MEMBERS, NAMESPACE } from './places';

/** What an API server takes for a request, so that faults find one under way. */
const LATENCY_MS = 15;

/** Members that write down what becomes effective in them, whoever wrote it. */
export type Members = {
  each: { name: string; port: number; member: SimulatedMember }[];
  changes: Change[];
  standing(): Standing[];
  /** Somebody else writes at an object of ours, beside what is ours. */
  touch(member: string, pick: (count: number) => number): void;
  close(): Promise<void>;
};

export async function startMembers(): Promise<Members> {
  const changes: Change[] = [];
  let isForeign = false;
  const each = await Promise.all(
    MEMBERS.map(async (name) => {
      const member = await startMember({ name, version: 'v1.34.1' });
      member.objects.put('v1', 'namespaces', { metadata: { name: NAMESPACE } });
      member.faults.add({ fault: { kind: 'latency', ms: LATENCY_MS }, watch: false });
      member.store.subscribe('/configmaps', ({ type, now }) => {
        const seen = readObject(name, now.object());
        if (seen) changes.push({ ...seen, at: Date.now(), type, isForeign });
      });
      return { name, port: Number(new URL(member.url).port), member };
    }),
  );
  const listed = ({ member }: (typeof each)[number]) => member.objects.list('v1', 'configmaps', NAMESPACE);
  return {
    ...{ each, changes },
    standing: () => each.flatMap((one) => listed(one).flatMap((object) => readObject(one.name, object) ?? [])),
    touch: (name, pick) => {
      const one = each.find((other) => other.name === name);
      const objects = one ? listed(one) : [];
      const object = objects[pick(objects.length)];
      if (!one || !object) return;
      isForeign = true;
      one.member.objects.change(
        { apiVersion: 'v1', plural: 'configmaps', name: object.metadata.name ?? '', namespace: NAMESPACE },
        ({ metadata }) => {
          metadata.annotations = { ...metadata.annotations, 'example.org/touched': String(Date.now()) };
        },
      );
      isForeign = false;
    },
    close: async () => {
      await Promise.all(each.map(({ member }) => member.close()));
    },
  };
}

function readObject(member: string, { metadata, data }: KubeObject & { data?: unknown }) {
  const application = metadata.labels?.[APPLICATION_LABEL];
  if (application === undefined) return undefined;
  const content = JSON.stringify(data ?? {});
  return {
    ...{ member, application, name: metadata.name ?? '', uid: metadata.uid ?? '', content },
    ...{
      revision: Number((data as Json | undefined)?.['revision'] ?? 0),
      fence: metadata.annotations?.[FENCE_ANNOTATION],
    },
  };
}
