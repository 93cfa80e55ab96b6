import { once } from 'node:events';
import { connect, createServer, type Server, type Socket } from 'node:net';

/** One connection through a link. What is held is delivered when it is let go, also when whoever sent it is gone by then. */
export type Through = {
  /** Nothing passes from now on; `given` is the first that does not. */
  hold(given?: Buffer): void;
  letGo(): void;
  /** The client's end is gone; what was sent before still arrives. */
  leaveClient(): void;
  cut(): void;
  /** Calls once, before the next bytes of the answer pass; nothing of them passes when it answers true. */
  onAnswer(listener: () => boolean): void;
  send(bytes: Buffer): void;
};

/** Sees a request that writes before it passes; it is passed on by whoever takes it (true), or by the link. */
export type Trap = (through: Through, request: Buffer) => boolean;

/** The way from one replica to one member, or to the database. */
export type Link = {
  /** Waits for the next request that writes. */
  arm(trap: Trap): void;
  disarm(): void;
  /** Bytes are held both ways, on every connection, and new ones as well. */
  hold(): void;
  /** New connections are refused, and those that stand are cut. */
  refuse(): void;
  /** All passes again; answers how many requests and answers the fault was in the way of. */
  heal(): number;
  close(): void;
};

/** The first byte of a record of TLS that carries data (RFC 8446, 5.1). */
const APPLICATION_DATA = 0x17;
/** A request with a body is longer than one without: so long, as the hub sends them. */
const WRITES_FROM = 560;

type State = { held: boolean; refused: boolean; hit: number; traps: Trap[]; open: Set<Passing> };

/** `from` is where the replica finds it, `to` where it leads. */
export async function openLink(
  from: { host: string; port: number },
  to: typeof from,
): Promise<Link & { port: number }> {
  const state: State = { held: false, refused: false, hit: 0, traps: [], open: new Set() };
  const server: Server = createServer({ allowHalfOpen: true }, (client) => {
    client.on('error', () => client.destroy());
    if (state.refused) {
      state.hit += 1;
      client.resetAndDestroy();
      return;
    }
    pass(state, client, connect({ ...to, allowHalfOpen: true }));
  });
  await once(server.listen(from.port, from.host), 'listening');
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : from.port;
  return {
    port,
    arm: (trap) => void state.traps.push(trap),
    disarm: () => {
      state.traps = [];
    },
    hold: () => {
      state.held = true;
      for (const one of state.open) one.hold();
    },
    refuse: () => {
      state.refused = true;
      for (const one of [...state.open]) {
        if (one.isAsked()) state.hit += 1;
        one.cut();
      }
    },
    heal: () => {
      const { hit } = state;
      Object.assign(state, { held: false, refused: false, hit: 0, traps: [] });
      for (const one of [...state.open]) one.letGo();
      return hit;
    },
    close: () => {
      server.close();
      for (const one of [...state.open]) one.cut();
    },
  };
}

type Passing = Through & { isAsked(): boolean };

function pass(state: State, client: Socket, target: Socket): void {
  const waiting: { to: Socket; bytes: Buffer | undefined }[] = [];
  let [isHeld, isAsked, answers] = [state.held, false, 0];
  let listener: (() => boolean) | undefined;
  const give = (to: Socket, bytes: Buffer | undefined) => {
    if (to.destroyed || to.writableEnded) return;
    if (bytes === undefined) to.end();
    else to.write(bytes);
  };
  const move = (to: Socket, bytes: Buffer | undefined) => {
    if (!isHeld) return give(to, bytes);
    if (bytes && state.held) state.hit += 1;
    waiting.push({ to, bytes });
  };
  const self: Passing = {
    isAsked: () => isAsked,
    hold: (given) => {
      isHeld = true;
      if (given) waiting.push({ to: target, bytes: given });
    },
    letGo: () => {
      isHeld = false;
      for (const { to, bytes } of waiting.splice(0)) give(to, bytes);
    },
    leaveClient: () => client.resetAndDestroy(),
    cut: () => {
      waiting.length = 0;
      client.resetAndDestroy();
      target.destroy();
      state.open.delete(self);
    },
    onAnswer: (heard) => {
      listener = heard;
    },
    send: (bytes) => move(target, bytes),
  };
  state.open.add(self);
  client.on('data', (bytes) => {
    isAsked = true;
    const isWrite = answers > 0 && bytes[0] === APPLICATION_DATA && bytes.length >= WRITES_FROM;
    const trap = isWrite && !isHeld ? state.traps.shift() : undefined;
    if (!trap?.(self, bytes)) move(target, bytes);
  });
  target.on('data', (bytes) => {
    answers += 1;
    isAsked = false;
    const heard = listener;
    listener = undefined;
    if (!heard?.()) move(client, bytes);
  });
  client.on('end', () => move(target, undefined));
  // who sent it is gone; what it sent is on its way
  client.on('close', () => move(target, undefined));
  target.on('end', () => move(client, undefined));
  target.on('error', () => target.destroy());
  target.on('close', () => {
    state.open.delete(self);
    if (!isHeld) client.destroy();
  });
}
