import { Agent, request } from 'undici';
import { readMembers, tokenOf } from '../read-members';
import { contestant } from './contestant';

// The bare limit: the same lists, fetched and parsed, and nothing else.
const [, , file = ''] = process.argv;
const members = readMembers(file);
const AT_ONCE = 8;

await contestant(async () => {
  let objects = 0;
  const queue = [...members];
  const worker = async () => {
    for (let member = queue.shift(); member; member = queue.shift()) {
      const agent = new Agent({ connect: { ca: member.certificateAuthority } });
      const token = tokenOf(member);
      let next = '';
      do {
        const url = `${member.server}/api/v1/nodes?limit=500${next ? `&continue=${encodeURIComponent(next)}` : ''}`;
        const { body } = await request(url, { dispatcher: agent, headers: { authorization: `Bearer ${token}` } });
        const page = JSON.parse(await body.text()) as { items: unknown[]; metadata: { continue?: string } };
        objects += page.items.length;
        next = page.metadata.continue ?? '';
      } while (next !== '');
      await agent.close();
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
  return objects;
});
