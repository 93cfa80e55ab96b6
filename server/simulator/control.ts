import { createServer, type Server } from 'node:http';
import type { Fault } from './faults/faults';
import type { SimulatedMember } from './member';

/**
 * A door for tests that run the simulator as a process of its own: `GET /members`, `POST /members/<name>/faults` with
 * `{fault, method?, path?, watch?, count?}`, `DELETE /members/<name>/faults`, `POST /members/<name>/compact`. On loopback.
 */
export async function openControl(members: readonly SimulatedMember[], port: number): Promise<Server> {
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const [status, body] = handle(
      members,
      request.method ?? 'GET',
      request.url ?? '/',
      Buffer.concat(chunks).toString(),
    );
    response.writeHead(status, { 'content-type': 'application/json' });
    response.end(JSON.stringify(body));
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  return server;
}

function handle(
  members: readonly SimulatedMember[],
  method: string,
  url: string,
  body: string,
): [status: number, body: unknown] {
  const [, root, name, what] = url.split('/');
  if (root !== 'members') return [404, {}];
  if (name === undefined)
    return [200, members.map((member) => ({ name: member.name, url: member.url, tokens: member.tokens }))];
  const member = members.find((known) => known.name === name);
  if (!member) return [404, {}];
  if (method === 'DELETE' && what === 'faults') member.faults.clear();
  else if (method === 'POST' && what === 'faults') addFault(member, JSON.parse(body));
  else if (method === 'POST' && what === 'compact') member.store.compact();
  else return [405, {}];
  return [200, {}];
}

type FaultOrder = { fault: Fault; method?: string; path?: string; watch?: boolean; count?: number };

function addFault({ faults }: SimulatedMember, { path, ...order }: FaultOrder): void {
  faults.add({ ...order, ...(path === undefined ? {} : { path: new RegExp(path) }) });
}
