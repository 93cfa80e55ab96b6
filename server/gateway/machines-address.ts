import { readFileSync } from 'node:fs';
import { type Env, machinesOrigin, peerAddress } from '~/server/env';
import type { KeyPair } from './hub-authority';
import { privateAuthority } from './private-authority';

/** Where machines come in, and by which authority's certificate they know the door. */
export const machinesAddress = ({ env, authority }: { env: Env; authority: KeyPair }) => ({
  door: {
    hub: machinesOrigin(env),
    certificateAuthority: env.tls ? privateAuthority(readFileSync(env.tls.cert, 'utf8')) : authority.certificate,
  },
  peerAddress: peerAddress(env),
});
