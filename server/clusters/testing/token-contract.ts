import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { memoryTrail } from '~/server/audit/testing/memory-trail';
import { systemClock } from '~/server/kernel/clock';
import { Secret } from '~/server/kernel/secret';
import { createMemberClient } from '~/server/kube/create-member-client';
import type { Member } from '~/server/kube/member';
import { connectMember } from '~/server/kube/member-connection';
import { requestToken } from '~/server/kube/request-token';
import { loopbackDialer } from '~/server/kube/testing/scripted-member';
import { createYamlThread } from '~/server/yaml/yaml-thread';
import { kubeMembers } from '../kube/members';
import { kubeTokenEndpoint } from '../kube/token-endpoint';
import { mintCommand } from '../model/minting';
import { renewToken } from '../renew-token';
import { memoryTokens } from './memory-tokens';

const NAMESPACE = 'token-contract';
const ACCOUNT = { namespace: NAMESPACE, name: 'hub' };
const SPACES = { group: '', version: 'v1', plural: 'namespaces' };
const ACCOUNTS = { group: '', version: 'v1', plural: 'serviceaccounts' };
const BINDINGS = { group: 'rbac.authorization.k8s.io', version: 'v1', plural: 'clusterrolebindings' };
const PATIENCE = { timeout: 10_000, interval: 50 };

type TokenMember = { admin: Member; kubeconfig: string; stop(): Promise<void> };

/** What holds between the hub and a member that it has a service account's token of, simulated or real. */
export function tokenContract(name: string, start: () => Promise<TokenMember>): void {
  describe(`tokens of ${name}`, () => {
    let given: TokenMember;
    const connect = (member: Member) => connectMember(member, { dialer: loopbackDialer });
    const yaml = createYamlThread();
    const endpoint = kubeTokenEndpoint(connect);
    const members = kubeMembers({ connect, placeAnnotations: { region: '', zone: '' }, clock: systemClock, yaml });
    const { audit, record } = memoryTrail();
    const asAccount = (token: Secret): Member => ({ ...given.admin, credential: { kind: 'token', token } });
    const asAdmin = async <Value>(ask: (client: ReturnType<typeof createMemberClient>) => Promise<Value>) => {
      const connection = connect(given.admin);
      return ask(createMemberClient(connection, { kind: 'hub' })).finally(() => connection.close());
    };
    const firstToken = async () => {
      const connection = connect(given.admin);
      return (await requestToken(connection, ACCOUNT, 600).finally(() => connection.close())).token;
    };

    beforeAll(async () => {
      given = await start();
      await asAdmin(async (client) => {
        await client.create(SPACES, {}, { apiVersion: 'v1', kind: 'Namespace', metadata: { name: NAMESPACE } });
        const account = { apiVersion: 'v1', kind: 'ServiceAccount', metadata: { name: ACCOUNT.name } };
        await client.create(ACCOUNTS, { namespace: NAMESPACE }, account);
        // as the hub's account in a member that it reads
        const subject = { kind: 'ServiceAccount', ...ACCOUNT };
        const roleRef = { apiGroup: BINDINGS.group, kind: 'ClusterRole', name: 'view' };
        const head = { apiVersion: `${BINDINGS.group}/v1`, kind: 'ClusterRoleBinding', metadata: { name: NAMESPACE } };
        await client.create(BINDINGS, {}, { ...head, roleRef, subjects: [subject] });
      });
    });
    afterAll(async () => {
      await asAdmin((client) => client.delete(BINDINGS, { name: NAMESPACE }));
      await yaml.close();
      await given.stop();
    });

    it('knows which credential is no service account', async () => {
      expect(await endpoint.account(given.admin)).toBeNull();
    });

    it('mints nothing where the account may not, and says with which command it may', async () => {
      const first = asAccount(await firstToken());
      expect(await endpoint.account(first)).toMatchObject({ account: ACCOUNT, mayMint: false });
      await runWithKubectl(given.kubeconfig, mintCommand(ACCOUNT));
      await expect.poll(async () => (await endpoint.account(first))?.mayMint, PATIENCE).toBe(true);
    });

    it('mints a token of a day, which mints its successor, each on record', async () => {
      const { clusterUid } = await members.visit(given.admin, (visit) => visit.probe());
      const { server, certificateAuthority } = given.admin;
      const way = { server, ...(certificateAuthority ? { certificateAuthority } : {}) };
      const tokens = memoryTokens({ ...way, credential: { kind: 'token', token: await firstToken() } });
      const due = {
        ...{ name: 'member', revision: 1, kubeSystemUid: clusterUid },
        fence: { clusterId: '', holder: '', epoch: 1 },
      };
      const deps = { tokens, endpoint, members, audit, clock: systemClock, jitter: () => 0 };
      expect(await renewToken(deps, due)).toBe('minted');
      expect(await renewToken(deps, due)).toBe('minted');
      expect(tokens.kept.map(({ by }) => by)).toEqual(['first', 'minted']);
      for (const { token, mintedAt, expiresAt, account } of tokens.kept) {
        expect(account).toEqual(ACCOUNT);
        expect(Math.round((expiresAt.getTime() - mintedAt.getTime()) / 60_000)).toBe(24 * 60);
        expect((await endpoint.account(asAccount(token)))?.account).toEqual(ACCOUNT);
        expect(JSON.stringify(record)).not.toContain(token.reveal());
      }
      expect(record.map(({ action, outcome }) => [action, outcome])).toEqual([
        ['clusters.renewToken', 'applied'],
        ['clusters.renewToken', 'applied'],
      ]);
    });

    it('keeps the words of a member that takes no token any more', async () => {
      const tokens = memoryTokens({ ...given.admin, credential: { kind: 'token', token: new Secret('a.b.c') } });
      const due = {
        ...{ name: 'member', revision: 1, kubeSystemUid: null },
        fence: { clusterId: '', holder: '', epoch: 1 },
      };
      const deps = { tokens, endpoint, members, audit, clock: systemClock, jitter: () => 0 };
      expect(await renewToken(deps, due)).toBe('failed');
      expect(tokens.noted).toMatchObject([{ state: 'failed', detail: expect.stringMatching(/./) }]);
    });
  });
}

/** Runs what the console shows, with the oldest and the newest kubectl: the second finds it there already. */
async function runWithKubectl(kubeconfig: string, command: string): Promise<void> {
  const folder = mkdtempSync(path.join(tmpdir(), 'portolan-token-'));
  writeFileSync(path.join(folder, 'config'), kubeconfig);
  const sh = (kubectl: string, line: string) =>
    promisify(execFile)('bash', ['-c', `kubectl() { ${kubectl} "$@"; }; ${line}`], {
      env: { ...process.env, KUBECONFIG: path.join(folder, 'config'), HOME: folder },
    });
  try {
    const kubectls = inject('kubectls');
    await sh(kubectls.new, command);
    await sh(kubectls.new, `kubectl -n ${NAMESPACE} delete role,rolebinding portolan-token`);
    await sh(kubectls.old, command);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
