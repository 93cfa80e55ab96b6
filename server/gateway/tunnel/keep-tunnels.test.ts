import { expect, it, vi } from 'vitest';
import type { StandingTunnel, TunnelStore } from '../tunnel-store';
import { keepTunnels } from './keep-tunnels';
import { CLOSED } from './model/limits';
import type { Tunnels } from './tunnels';

const STANDS: StandingTunnel = { clusterId: 'edge', epoch: 3, isOpen: true, trusted: true, expired: false };

async function lookedAt(row: Partial<StandingTunnel> | undefined) {
  const [close, wake] = [vi.fn(), vi.fn()];
  const tunnels = { all: () => [{ cluster: 'edge', epoch: 3 }], close, wake } as unknown as Tunnels;
  const store = { standing: async () => (row ? [{ ...STANDS, ...row }] : []) } as unknown as TunnelStore;
  await keepTunnels(tunnels, store, async () => undefined).heard('edge');
  return { closed: close.mock.calls, woken: wake.mock.calls.length };
}

it.each([
  ['stands', {}, [CLOSED.displaced, 3], 1],
  ['was displaced', { epoch: 4 }, [CLOSED.displaced, 4], 1],
  ['is of an agent that was revoked', { trusted: false }, [CLOSED.revoked, 4], 0],
  ['is of an agent whose certificate is over', { expired: true }, [CLOSED.expired, 4], 0],
  ['is of a cluster that was removed', undefined, [CLOSED.revoked, 4], 0],
])('closes what is older than allowed of a tunnel that %s', async (_what, row, [why, before], woken) => {
  expect(await lookedAt(row)).toEqual({ closed: [['edge', why, before]], woken });
});
