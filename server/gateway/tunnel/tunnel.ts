import { type ClientHttp2Session, connect } from 'node:http2';
import type { WebSocket } from 'ws';
import { HANDSHAKE_MS, PING_MS, STREAM_WINDOW, TUNNEL_WINDOW } from './model/limits';
import { watchSilence } from './model/watch-silence';
import { wireOf } from './model/wire-of';

/** One live way to a member: HTTP/2 over its agent's socket, driven from here. */
export type Tunnel = {
  readonly session: ClientHttp2Session;
  /** Resolves when it is over, whoever ended it. */
  readonly over: Promise<void>;
  /** Milliseconds that the last ping took; null before the first answer. */
  roundTripMs(): number | null;
  close(code: number): void;
};

/** Megabytes that the session may keep for headers and frames that are not read. */
const SESSION_MEMORY_MB = 16;

/**
 * Takes a socket over after its handshake; resolves once the agent has said what it takes (its SETTINGS), rejects when it
 * does not within the time of a handshake. Pings every 4 s; without a sign of life for 12 s the tunnel is over.
 */
export async function openTunnel(socket: WebSocket): Promise<Tunnel> {
  const wire = wireOf(socket);
  const session = connect('https://member', {
    createConnection: () => wire,
    maxSessionMemory: SESSION_MEMORY_MB,
    settings: { initialWindowSize: STREAM_WINDOW, enablePush: false },
  });
  const pulse = watchPulse(socket);
  const over = new Promise<void>((resolve) => {
    const end = () => {
      pulse.stop();
      session.destroy();
      socket.terminate();
      resolve();
    };
    for (const one of [wire, session, socket]) one.on('error', end);
    session.once('close', end);
    socket.once('close', end);
  });
  const ready = new Promise<void>((resolve) => session.once('remoteSettings', () => resolve()));
  const late = setTimeout(() => socket.terminate(), HANDSHAKE_MS);
  await Promise.race([ready, over.then(() => Promise.reject(new Error('the agent went away')))]).finally(() =>
    clearTimeout(late),
  );
  session.setLocalWindowSize(TUNNEL_WINDOW);
  return { session, over, roundTripMs: pulse.roundTripMs, close: (code) => closeSoon(socket, code) };
}

/** The close frame first, so that the agent knows why; a peer that does not answer it is cut. */
function closeSoon(socket: WebSocket, code: number): void {
  socket.close(code);
  setTimeout(() => socket.terminate(), 1000).unref();
}

/** Whatever arrives is a sign of life: a tunnel that is full of data may be late with its pongs. */
function watchPulse(socket: WebSocket) {
  let pinged = performance.now();
  let took: number | null = null;
  const ping = () => {
    pinged = performance.now();
    socket.ping();
  };
  const silence = watchSilence(PING_MS, { turn: ping, dead: () => socket.terminate() });
  socket.on('message', silence.heard);
  socket.on('pong', () => {
    silence.heard();
    took = performance.now() - pinged;
  });
  return { stop: silence.stop, roundTripMs: () => took };
}
