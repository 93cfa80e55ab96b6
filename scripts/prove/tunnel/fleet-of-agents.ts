import { once } from 'node:events';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { runAgent } from '~/server/agent/run-agent';
import { createTestAuthority } from '~/server/kube/testing/certificates';

/** One API server that is many members: which one it is, the agent's token says. */
export type ManyMembers = { host: string; port: number; ca: string; stop(): void };

export async function startManyMembers(): Promise<ManyMembers> {
  const authority = await createTestAuthority();
  const { certificate: cert, key } = await authority.issue({ name: 'CN=members', addresses: ['127.0.0.1'] });
  const server = createServer({ cert, key }, ({ url = '', headers }, response) => {
    const member = String(headers.authorization).replace('Bearer ', '');
    const body = url.startsWith('/api/v1/namespaces/kube-system')
      ? { kind: 'Namespace', metadata: { name: 'kube-system', uid: `uid-of-${member}` } }
      : { gitVersion: 'v1.34.1', member };
    response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(body));
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const stop = () => {
    server.closeAllConnections();
    server.close();
  };
  return { host: '127.0.0.1', port: (server.address() as AddressInfo).port, ca: authority.certificate, stop };
}

/** Lets agents live in this process, as long as it does; what they say is counted. */
export function startAgents(count: number, hub: { url: string; ca: string }, members: ManyMembers, token: string) {
  const said = new Map<string, number>();
  const say = (sentence: string) => {
    const what = sentence.replace(/sha256:.*|https?:.*|\d.*/, '').trim();
    said.set(what, (said.get(what) ?? 0) + 1);
  };
  const names = Array.from({ length: count }, (_each, index) => `storm-${index}`);
  for (const name of names) {
    let key: string | undefined;
    const keys = {
      load: async () => key,
      save: async (made: string) => {
        key = made;
      },
    };
    const api = { host: members.host, port: members.port, ca: members.ca, token: () => name };
    const settings = { hub: { url: hub.url, ca: hub.ca }, api, keys, token: () => token, name, writes: () => true };
    void runAgent(settings, 'proof', say);
  }
  return { names, said };
}
