import { STATUS_CODES } from 'node:http';
import { type Answer, answerError } from '~/server/simulator/api/answer';
import { badRequest } from '~/server/simulator/api/api-error';
import { type Connection, serveConnection } from '~/server/simulator/runtime/streams/serve-connection';
import type { Upgrade } from '~/server/simulator/runtime/streams/upgrade';

/** Serves a request to change protocols: connects it, or refuses it with the answer that the API gives. */
export function receiveUpgrade(upgrade: Upgrade, minor: number, connect: () => Connection | Answer): void {
  const connection = connect();
  const able = { halfClose: minor >= 30, tunnel: minor >= 31 };
  if (connection.kind === 'command' || connection.kind === 'ports') void serveConnection(upgrade, connection, able);
  else refuse(upgrade, connection);
}

/** The answer as it would be without an upgrade; streams are none that can be had this way. */
function refuse({ socket }: Upgrade, answer: Answer): void {
  const told = answer.kind === 'body' ? answer : answerError(badRequest('the request cannot be upgraded'));
  const body = Buffer.concat(told.chunks);
  const headers = { ...told.headers, 'content-length': String(body.length), connection: 'close' };
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
  socket.write(`HTTP/1.1 ${told.status} ${STATUS_CODES[told.status]}\r\n${lines.join('')}\r\n`);
  socket.end(body);
}
