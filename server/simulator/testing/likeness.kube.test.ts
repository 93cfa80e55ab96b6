import { afterAll, beforeAll, describe, expect, inject, it, vi } from 'vitest';
import { parse } from 'yaml';
import { digList, digText } from '~/server/simulator/api/object';
import { type SimulatedMember, startMember } from '~/server/simulator/member';
import { comparable } from './comparable';
import { LIKENESS_CASES, type LikenessCase } from './likeness-cases';
import { LIKENESS_RIGHTS } from './likeness-rights';
import { createMemberClient } from './member-client';

type Side = { client: ReturnType<typeof createMemberClient>; tokens: SimulatedMember['tokens'] };

let simulated: SimulatedMember;
let sides: [real: Side, simulator: Side];

/** The control plane that scripts/kube starts for all tests of this project. */
const real = inject('realMember' as never) as { kubeconfig: string; viewerToken: string };

beforeAll(async () => {
  const cluster = digList(parse(real.kubeconfig), 'clusters')[0];
  const ca = Buffer.from(digText(cluster, 'cluster', 'certificate-authority-data') ?? '', 'base64').toString();
  const tokens = Object.fromEntries(
    ['admin', 'viewer', 'nobody'].map((who) => [who, real.viewerToken.replace('viewer', who)]),
  ) as SimulatedMember['tokens'];
  simulated = await startMember({ name: 'likeness', version: 'v1.20.2' });
  const url = digText(cluster, 'cluster', 'server') ?? '';
  sides = [
    { client: createMemberClient({ url, ca, tokens }), tokens },
    { client: createMemberClient(simulated), tokens: simulated.tokens },
  ];
  await rolesAreGathered(sides[0].client);
});

/** A real control plane gathers its aggregated roles a while after it has started. */
async function rolesAreGathered({ call }: Side['client']): Promise<void> {
  const rules = async (name: string) => {
    const { json } = await call('GET', `/apis/rbac.authorization.k8s.io/v1/clusterroles/${name}`, {
      token: sides[0].tokens.admin,
    });
    return digList(json, 'rules').map((rule) => JSON.stringify(rule));
  };
  await vi.waitFor(async () => {
    const [view, edit, admin] = [await rules('view'), await rules('edit'), await rules('admin')];
    expect(view).not.toEqual([]);
    expect(edit).toEqual(expect.arrayContaining(view));
    expect(admin).toEqual(expect.arrayContaining(edit));
  }, 60_000);
}

afterAll(async () => {
  for (const { client } of sides) await client.close();
  await simulated.close();
});

async function answer({ client, tokens }: Side, { as, ...sent }: LikenessCase) {
  const token = as === 'stranger' ? 'wrong' : tokens[as ?? 'admin'];
  const { method, path, body, type, headers } = sent;
  const reply = await client.call(method, path, {
    token,
    body,
    ...(type ? { type } : {}),
    ...(headers ? { headers } : {}),
  });
  return comparable(reply);
}

describe('the simulator answers like a real server', () => {
  it.each(
    [...LIKENESS_CASES, ...LIKENESS_RIGHTS].map(
      (sent) =>
        [`${sent.method} ${sent.path} ${JSON.stringify(sent.body ?? '').slice(0, 60)}${sent.as ?? ''}`, sent] as const,
    ),
  )('%s', async (_name, sent) => {
    const [expected, actual] = [await answer(sides[0], sent), await answer(sides[1], sent)];
    expect(actual).toEqual(expected);
  });
});
