import type { IncomingHttpHeaders } from 'node:http';
import { spdyTap } from './spdy-tap';
import { type Hear, lenient, type Tap } from './tap';
import { webSocketTap } from './websocket-tap';

/** A tap for a stream of a command, by what both ends agreed on: `upgrade` asked for, `headers` of the member's 101. */
export function tapCommand(upgrade: string, headers: IncomingHttpHeaders, hear: Hear): Tap {
  if (upgrade !== 'websocket') return lenient(spdyTap(hear), hear);
  return lenient(webSocketTap(String(headers['sec-websocket-protocol'] ?? ''), hear), hear);
}
