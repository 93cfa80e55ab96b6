/** Both sides: a handshake that is not over by then is ended (rancher#21117 hung for a day without). */
export const HANDSHAKE_MS = 10_000;
export const PING_MS = 4000;
/** Without a sign of life for so long the other side is dead. */
export const DEAD_MS = 12_000;
/** The largest frame either side takes. */
export const MAX_FRAME = 1 << 20;
/** What is written together is sent in messages of so much: a slow line shows a sign of life well before it would be dead. */
export const MAX_MESSAGE = 1 << 16;
/** Streams at once in one tunnel; watches and terminals included. */
export const MAX_STREAMS = 1000;
/** Unread bytes of one stream, and of all of a tunnel. */
export const STREAM_WINDOW = 1 << 20;
export const TUNNEL_WINDOW = 4 << 20;

/** Why a socket was closed, as its close code. */
export const CLOSED = { displaced: 4001, revoked: 4002, moving: 4003, expired: 4004 } as const;

/** Names under which the hub acts in a member: all that an agent will impersonate. */
export const OWN_SUBJECT = /^portolan:[a-z]+:[\w.:@-]{1,200}$/;
