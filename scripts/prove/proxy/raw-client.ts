import { once } from 'node:events';
import tls from 'node:tls';

/** Writes bytes as they are and answers what came back; `status` is 0 where the door closed without a word. */
export type RawClient = { send(bytes: string, ends: boolean): Promise<number>; close(): void };

const SILENT_MS = 3_000;

/** One socket after the other, each kept for as long as the door keeps it. */
export function createRawClient(port: number, ca: string): RawClient {
  let socket: tls.TLSSocket | undefined;
  const open = async () => {
    if (socket && !socket.destroyed && socket.writable) return socket;
    const fresh = tls.connect({ host: '127.0.0.1', port, ca, servername: '' });
    fresh.on('error', () => fresh.destroy());
    await once(fresh, 'secureConnect');
    socket = fresh;
    return fresh;
  };
  return {
    send: async (bytes, ends) => {
      const line = await open();
      const answer = readAnswer(line, ends);
      line.write(bytes, 'latin1');
      if (ends) line.end();
      const status = await answer;
      if (ends || status === 0) line.destroy();
      return status;
    },
    close: () => void socket?.destroy(),
  };
}

/** To the end of one answer, or of the socket where it `ends` with the request. */
function readAnswer(socket: tls.TLSSocket, ends: boolean): Promise<number> {
  return new Promise((resolve) => {
    let text = '';
    const finish = () => {
      clearTimeout(timer);
      socket.off('data', take).off('close', finish);
      const status = /^HTTP\/1\.1 (\d{3})/.exec(text)?.[1];
      if (/\r\nconnection: close\r\n/i.test(text)) socket.destroy();
      resolve(Number(status ?? 0));
    };
    const take = (chunk: Buffer) => {
      // an invitation to send the body is no answer yet
      text = (text + chunk.toString('latin1')).replace(/^HTTP\/1\.1 100 [^\r]*\r\n\r\n/, '');
      if (!ends ? isWhole(text) : /^HTTP\/1\.1 101/.test(text)) finish();
    };
    const timer = setTimeout(finish, SILENT_MS);
    socket.on('data', take).on('close', finish);
  });
}

function isWhole(text: string): boolean {
  const end = text.indexOf('\r\n\r\n');
  if (end < 0) return false;
  const size = /\r\ncontent-length: (\d+)/i.exec(text.slice(0, end))?.[1];
  if (size !== undefined) return text.length >= end + 4 + Number(size);
  return /^HTTP\/1\.1 101/.test(text) || text.endsWith('0\r\n\r\n');
}
