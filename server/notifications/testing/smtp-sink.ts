import { once } from 'node:events';
import { type AddressInfo, createServer, type Socket } from 'node:net';
import { TLSSocket } from 'node:tls';

export type Mail = { from: string; to: string[]; data: string; login: string | undefined; secure: boolean };
export type SmtpScript = {
  /** Speaks TLS from the first byte. */
  implicit?: boolean;
  /** Does not offer STARTTLS. */
  plain?: boolean;
  /** Never greets. */
  silent?: boolean;
  password?: string;
  /** What is answered to RCPT TO. */
  recipient?: string;
};
export type SmtpSink = { port: number; mails: Mail[]; connections: number; stop(): void };

/** A mail server in this process (RFC 5321, as much as a client needs), that keeps what it is handed. */
export async function startSmtpSink(
  identity: { certificate: string; key: string },
  script: SmtpScript = {},
): Promise<SmtpSink> {
  const sink: SmtpSink = { port: 0, mails: [], connections: 0, stop: () => server.close() };
  const secured = (socket: Socket) =>
    new TLSSocket(socket, { isServer: true, cert: identity.certificate, key: identity.key });
  const server = createServer((socket) => {
    sink.connections++;
    socket.on('error', () => {});
    if (script.silent) return;
    const first = script.implicit ? secured(socket) : socket;
    first.write('220 sink ESMTP\r\n');
    converse({ socket: first, script, sink, secure: script.implicit === true, secured });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  sink.port = (server.address() as AddressInfo).port;
  return sink;
}

type Speaking = {
  socket: Socket;
  script: SmtpScript;
  sink: SmtpSink;
  secure: boolean;
  secured(socket: Socket): Socket;
};

function converse({ socket, script, sink, secure, secured }: Speaking): void {
  const mail: Mail = { from: '', to: [], data: '', login: undefined, secure };
  let [rest, inData] = ['', false];
  const verbs: Record<string, (line: string) => string> = {
    EHLO: () => `250-sink\r\n${secure || script.plain ? '' : '250-STARTTLS\r\n'}250 AUTH PLAIN`,
    STARTTLS: () => (script.plain ? '502 not here' : '220 go ahead'),
    AUTH: (line) => {
      const [, user, password] = Buffer.from(line.split(' ')[2] ?? '', 'base64')
        .toString()
        .split('\0');
      mail.login = user;
      return password === script.password ? '235 welcome' : '535 no';
    },
    MAIL: (line) => {
      mail.from = between(line);
      return '250 ok';
    },
    RCPT: (line) => {
      mail.to.push(between(line));
      return script.recipient ?? '250 ok';
    },
    DATA: () => {
      inData = true;
      return '354 go on';
    },
    QUIT: () => '221 bye',
  };
  const take = (line: string) => {
    if (line !== '.') mail.data += `${line}\n`;
    else {
      inData = false;
      sink.mails.push({ ...mail });
      socket.write('250 taken\r\n');
    }
  };
  const answer = (line: string) => {
    const verb = line.split(/[ :]/)[0]?.toUpperCase() ?? '';
    const upgrades = verb === 'STARTTLS' && !script.plain;
    if (upgrades) socket.removeAllListeners('data');
    socket.write(`${verbs[verb]?.(line) ?? '250 ok'}\r\n`);
    if (upgrades) converse({ socket: secured(socket), script, sink, secure: true, secured });
  };
  socket.on('error', () => {});
  socket.on('data', (chunk: Buffer) => {
    const lines = (rest + chunk.toString()).split('\r\n');
    rest = lines.pop() ?? '';
    for (const line of lines) (inData ? take : answer)(line);
  });
}

const between = (line: string) => /<([^>]*)>/.exec(line)?.[1] ?? '';
