import { once } from 'node:events';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { runAgent } from '~/server/agent/run-agent';
import { createTestAuthority } from '~/server/kube/testing/certificates';

/** One API server that is many members: which one it is, the agent's token says. */
export type ManyMembers = { host: string; port: number; ca: string };

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
  return { host: '127.0.0.1', port: (server.address() as AddressInfo).port, ca: authority.certificate };
}

/** What the program of the fleet is told. */
export type FleetOrder = {
  names: string[];
  hub: { url: string; ca: string };
  tokens: string[];
  agentsPerToken: number;
};

/** Lets agents live in this process, as long as it does; `tokens` are used up one after the other. */
export function runAgents({ names, hub, tokens, agentsPerToken }: FleetOrder, members: ManyMembers): void {
  for (const [index, name] of names.entries()) {
    let key: string | undefined;
    const keys = {
      load: async () => key,
      save: async (made: string) => {
        key = made;
      },
    };
    const token = () => tokens[Math.floor(index / agentsPerToken)];
    const api = { host: members.host, port: members.port, ca: members.ca, token: () => name };
    void runAgent({ hub, api, keys, token, name, writes: () => true }, 'proof', () => undefined);
  }
}
