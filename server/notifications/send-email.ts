import type { Socket } from 'node:net';
import { createTransport } from 'nodemailer';
import type { UnreachableReason } from '~/server/kernel/failure';
import { writeText } from './core/write-text';
import type { MailServer } from './model/channel';
import type { DeliveryFault, Sent } from './model/delivery';
import type { OpenChannel, Send } from './ports';

export type EmailDeps = {
  /** A socket to an address that the hub's policy allows. */
  openSocket(to: { host: string; port: number }): Promise<Socket>;
  explainFault(error: unknown): { reason: UnreachableReason };
  origin: string;
};

const DEADLINE_MS = 20_000;

/** Hands a message in at a mail server, always under TLS. Its message id is the delivery's, so that one that comes twice is known. */
export const sendEmail =
  ({ openSocket, explainFault, origin }: EmailDeps): Send =>
  async (channel, { id, message }) => {
    const { server } = channel;
    if (!server) return { ok: false, fault: 'aborted', status: null };
    let socket: Socket;
    try {
      socket = await openSocket({ host: server.host, port: server.port });
    } catch (error) {
      return { ok: false, fault: explainFault(error).reason, status: null };
    }
    const deadline = setTimeout(() => socket.destroy(timedOut()), DEADLINE_MS);
    const transport = mailTransport(server, channel, socket, new URL(origin).hostname);
    try {
      const messageId = `<${id}@${new URL(origin).hostname}>`;
      const { response } = await transport.sendMail({ ...envelope(server), ...writeText(message, origin), messageId });
      return { ok: true, status: Number.parseInt(response, 10) || null };
    } catch (error) {
      return faultOf(error as MailError, (cause) => explainFault(cause).reason);
    } finally {
      clearTimeout(deadline);
      transport.close();
      socket.destroy();
    }
  };

const envelope = ({ from, to }: MailServer) => ({ from: `Portolan <${from}>`, to });

function mailTransport(server: MailServer, channel: OpenChannel, socket: Socket, name: string) {
  const { host, port, security, user } = server;
  const { key, certificateAuthority } = channel;
  return createTransport({
    ...{ host, port, name, secure: security === 'tls', requireTLS: true },
    // the only connection it gets: it resolves and dials nothing by itself
    getSocket: (_options, callback) => callback(null, { connection: socket }),
    ...(user !== null && key ? { auth: { user, pass: key.reveal() } } : {}),
    tls: { minVersion: 'TLSv1.2', ...(certificateAuthority === null ? {} : { ca: certificateAuthority }) },
    ...{ greetingTimeout: 10_000, socketTimeout: 10_000, disableFileAccess: true, disableUrlAccess: true },
  });
}

/** `originalCode`: of the system or of TLS, where nodemailer has put its own in its place. */
type MailError = Error & { code?: string; originalCode?: string; responseCode?: number };

/** nodemailer's codes. What the server answered is told by its number alone. */
const FAULTS: Record<string, DeliveryFault> = {
  EAUTH: 'refused-login',
  ENOAUTH: 'refused-login',
  EENVELOPE: 'refused-mail',
  EMESSAGE: 'refused-mail',
  ETLS: 'tls',
  ETIMEDOUT: 'timeout',
  ETIMEOUT: 'timeout',
  EPROTOCOL: 'garbled',
};

function faultOf(error: MailError, explain: (error: unknown) => UnreachableReason): Sent {
  const { code = '', originalCode, message, responseCode = null } = error;
  const fault = FAULTS[code] ?? explain(Object.assign(new Error(message), { code: originalCode ?? code }));
  return { ok: false, fault, status: responseCode };
}

const timedOut = () => Object.assign(new Error('the mail was not taken in time'), { code: 'ETIMEDOUT' });
