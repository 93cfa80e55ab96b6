import { Agent, request } from 'undici';
import { readMembers, tokenOf } from '../read-members';
import { deployments } from './objects';

// The bare limit: the same objects as server-side applies, over connections that are open, and nothing else.
const [, , file = '', objects = '1', rounds = '1'] = process.argv;
const AT_ONCE = 8;
const members = readMembers(file).map((member) => ({
  server: member.server,
  token: tokenOf(member),
  agent: new Agent({ connect: { ca: member.certificateAuthority }, connections: AT_ONCE }),
}));

const applyAll = async (round: number) => {
  const each = members.map(async ({ server, token, agent }) => {
    const rest = deployments(Number(objects), `limit-${round}`, 'r1').values();
    const worker = async () => {
      for (const object of rest) {
        const path = `/apis/apps/v1/namespaces/default/deployments/${object.metadata.name}?fieldManager=limit&force=true`;
        const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/apply-patch+yaml' };
        const body = JSON.stringify(object);
        const answer = await request(server + path, { method: 'PATCH', dispatcher: agent, headers, body });
        const text = await answer.body.text();
        if (answer.statusCode >= 300) throw new Error(text);
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, worker));
  });
  await Promise.all(each);
};

const seconds: number[] = [];
for (let round = 0; round <= Number(rounds); round++) {
  const began = performance.now();
  await applyAll(round);
  if (round > 0) seconds.push((performance.now() - began) / 1000);
}
process.stdout.write(`\n${JSON.stringify(seconds)}\n`, () => process.exit(0));
