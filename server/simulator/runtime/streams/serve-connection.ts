import type { Duplex } from 'node:stream';
import {
  CHANNEL_PORT_FORWARD,
  type ConnectPort,
  PORT_FORWARD,
  serveChannelPortForward,
  servePortForward,
  serveTunneledPortForward,
  TUNNELED_PORT_FORWARD,
} from './port-forward';
import type { RunCommand, StreamOptions } from './session';
import { serveSpdyCommand } from './spdy-command';
import {
  acceptSpdy,
  acceptWebSocket,
  isUpgradeTo,
  offeredSpdy,
  offeredWebSocket,
  refuseUpgrade,
  type Upgrade,
} from './upgrade';
import { COMMAND_PROTOCOLS, serveWebSocketCommand } from './websocket-command';

/** What a request to change protocols is for. */
export type Connection =
  | { kind: 'command'; options: StreamOptions; command: readonly string[]; run: RunCommand }
  | { kind: 'ports'; ports: readonly number[]; connect: ConnectPort };

/** What a server of some age knows: v5 of commands from 1.30 on, SPDY within WebSocket from 1.31 on. */
export type Abilities = { halfClose: boolean; tunnel: boolean };

/** Changes the protocol of a connection as its client asks, and serves it until one end has had enough. */
export async function serveConnection(upgrade: Upgrade, connection: Connection, able: Abilities): Promise<void> {
  upgrade.socket.on('error', () => upgrade.socket.destroy());
  if (isUpgradeTo(upgrade.request, 'spdy/3.1')) await overSpdy(upgrade, connection);
  else await overWebSocket(upgrade, connection, able);
}

async function overSpdy(upgrade: Upgrade, connection: Connection): Promise<void> {
  const known = connection.kind === 'command' ? ['v4.channel.k8s.io'] : [PORT_FORWARD];
  const offered = offeredSpdy(upgrade.request);
  const protocol = known.find((one) => offered.includes(one));
  if (protocol === undefined) {
    const told = `unable to upgrade: unable to negotiate protocol: client supports [${offered.join(' ')}], server accepts [${known.join(' ')}]\n`;
    refuseUpgrade(upgrade.socket, '403 Forbidden', told);
    return;
  }
  const socket: Duplex = acceptSpdy(upgrade, protocol);
  if (connection.kind === 'command') await serveSpdyCommand(socket, connection);
  else await servePortForward(socket, connection.connect);
}

async function overWebSocket(upgrade: Upgrade, connection: Connection, able: Abilities): Promise<void> {
  const offered = offeredWebSocket(upgrade.request);
  const known = protocolsOf(connection, able);
  const protocol = known.find((one) => offered.includes(one));
  if (protocol === undefined && offered.length > 0) {
    refuseUpgrade(upgrade.socket, '403 Forbidden');
    return;
  }
  const webSocket = await acceptWebSocket(upgrade, protocol);
  // golang.org/x/net/websocket waits for no answer to its close; Python's client sees the end only so
  const hangUp = () => {
    webSocket.close(1000);
    upgrade.socket.end();
  };
  if (connection.kind === 'command') await serveWebSocketCommand(webSocket, connection, hangUp);
  else if (protocol === TUNNELED_PORT_FORWARD) await serveTunneledPortForward(webSocket, connection.connect);
  else serveChannelPortForward(webSocket, connection, hangUp);
}

function protocolsOf({ kind }: Connection, { halfClose, tunnel }: Abilities): string[] {
  if (kind === 'command') return COMMAND_PROTOCOLS.filter((protocol) => halfClose || !protocol.startsWith('v5.'));
  return [...(tunnel ? [TUNNELED_PORT_FORWARD] : []), ...CHANNEL_PORT_FORWARD];
}
