import { expect, it } from 'vitest';
import { failureOf } from '~/server/kernel/failure';
import { Secret } from '~/server/kernel/secret';
import type { ClusterRegistry } from '../ports';
import { newCluster } from './builders';

const failure = async (work: Promise<unknown>) =>
  failureOf(await work.then(() => undefined).catch((error: unknown) => error));

/** What every registry does, in memory or in PostgreSQL. */
export function registryContract(registry: ClusterRegistry): void {
  it('gives a member back as it was registered, with its credential open', async () => {
    const cluster = newCluster();
    const added = await registry.add(cluster);
    const member = await registry.member(added.id);
    expect(member).toMatchObject({ name: cluster.name, server: 'https://10.0.0.1:6443' });
    expect(member.credential.kind === 'token' && member.credential.token.reveal()).toBe('a-token');
    expect(await registry.find(cluster.name)).toEqual(added);
    expect(await registry.findByUid(cluster.kubeSystemUid)).toEqual(added);
  });

  it('refuses a name or an API server twice, also when both come at once', async () => {
    const first = newCluster();
    await registry.add(first);
    const sameName = newCluster({ name: first.name });
    expect(await failure(registry.add(sameName))).toMatchObject({ kind: 'conflict', detail: 'name-taken' });
    const sameServer = newCluster({ kubeSystemUid: first.kubeSystemUid });
    expect(await failure(registry.add(sameServer))).toMatchObject({ kind: 'conflict', detail: 'already-registered' });
    const race = newCluster();
    const both = await Promise.allSettled([registry.add(race), registry.add(newCluster({ name: race.name }))]);
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  });

  it('counts every change of how a member is reached', async () => {
    const { id, name, revision } = await registry.add(newCluster());
    const credential = { kind: 'client-certificate' as const, certificate: 'PEM', key: new Secret('key') };
    await registry.replaceAccess(id, { server: 'https://10.0.0.2:6443', credential }, 'admin', null);
    expect(await registry.member(id)).toMatchObject({
      server: 'https://10.0.0.2:6443',
      credential: { certificate: 'PEM' },
    });
    await registry.setState(id, 'suspended');
    expect(await registry.find(name)).toMatchObject({ state: 'suspended', revision: revision + 2 });
  });

  it('holds nothing of a member that its agent reaches, and switches one that has both ways', async () => {
    const { id, name, mode } = await registry.add(newCluster({ access: null }));
    expect(mode).toBe('pull');
    const behind = { name, server: 'https://kubernetes.default.svc', credential: { kind: 'agent', cluster: id } };
    expect(await registry.member(id)).toEqual(behind);
    expect(await failure(registry.setMode(id, 'push'))).toMatchObject({ kind: 'conflict', detail: 'no-credential' });
    const credential = { kind: 'token' as const, token: new Secret('given') };
    await registry.replaceAccess(id, { server: 'https://10.0.0.3:6443', credential }, null, null);
    expect(await registry.member(id)).toEqual(behind);
    await registry.setMode(id, 'push');
    expect(await registry.member(id)).toMatchObject({ server: 'https://10.0.0.3:6443' });
    await registry.setMode(id, 'pull');
    await registry.forgetCredential(id);
    expect(await failure(registry.setMode(id, 'push'))).toMatchObject({ detail: 'no-credential' });
    expect(await registry.find(name)).toMatchObject({ mode: 'pull' });
  });

  it('forgets a removed member', async () => {
    const { id, name } = await registry.add(newCluster());
    await registry.remove(id);
    expect(await registry.find(name)).toBeUndefined();
  });
}
