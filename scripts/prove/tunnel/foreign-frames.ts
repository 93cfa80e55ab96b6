import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { WebSocket } from 'ws';
import type { TestReplica } from '~/server/gateway/testing/replica';
import { joinTestHub, startTestHub } from '~/server/gateway/testing/tunnelled-member';
import { startScriptedMember } from '~/server/kube/testing/scripted-member';

const FRAMES = 200;

/** A frame of HTTP/2 (RFC 9113, 4.1) for a stream that nobody opened, or of no kind at all. */
function foreignFrame(index: number): Buffer {
  const payload = randomBytes(index % 64);
  const head = Buffer.alloc(9);
  head.writeUIntBE(payload.length, 0, 3);
  head.writeUInt8(index % 12, 3);
  head.writeUInt8(index % 5, 4);
  head.writeUInt32BE((index * 2 + 1) & 0x7fffffff, 5);
  return Buffer.concat([head, payload]);
}

/** Agents and strangers send what belongs to no stream: each loses its own tunnel at most, and no other one. */
export async function sendForeignFrames(
  replica: TestReplica,
  standing: number,
): Promise<{ sent: number; violations: string[] }> {
  const violations: string[] = [];
  const hub = await startTestHub();
  const member = await startScriptedMember();
  try {
    await joinTestHub(hub, member.member, 'neighbour');
    for (let index = 0; index < FRAMES; index++) {
      const socket = await joinTestHub(hub, member.member, `mad-${index % 8}`);
      socket.send(foreignFrame(index));
      if (index % 10 === 0) socket.send('words where bytes belong');
    }
    const stranger = new WebSocket(replica.url.replace('https', 'wss').concat('/agent/connect'), { ca: replica.ca });
    const closed = once(stranger, 'close');
    stranger.on('error', () => {});
    stranger.once('open', () => stranger.send(foreignFrame(1)));
    await closed;
    if (!hub.tunnels.find('neighbour')) violations.push('a neighbour lost its tunnel to frames of another');
    if (replica.wiring.agents.tunnels.tunnels.all().length < standing) violations.push('a stranger ended a tunnel');
    return { sent: FRAMES + 1, violations };
  } finally {
    await hub.stop();
    await member.stop();
  }
}
