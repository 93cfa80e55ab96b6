import { type Env, machinesOrigin, peerAddress } from '~/server/env';
import { followCertificate } from './given-certificate';
import type { KeyPair } from './hub-authority';

/** Where machines come in, and by which authority's certificate they know the door at this moment. */
export function machinesAddress({ env, authority }: { env: Env; authority: KeyPair }) {
  // what is wrong with the files is told where the door looks at them
  const given = env.tls && followCertificate(env.tls, () => undefined);
  return {
    door: {
      hub: machinesOrigin(env),
      get certificateAuthority() {
        return given ? given().authority : authority.certificate;
      },
    },
    peerAddress: peerAddress(env),
  };
}
