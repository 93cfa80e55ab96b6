import os from 'node:os';

/**
 * The names and addresses of this machine as a browser writes them: `laptop`, `192.0.2.7`, `[2001:db8::7]`. Addresses that
 * hold on one link alone cannot be typed and are left out.
 */
export function ownNames(
  hostname: string = os.hostname(),
  interfaces: NodeJS.Dict<Pick<os.NetworkInterfaceInfo, 'address' | 'family' | 'internal'>[]> = os.networkInterfaces(),
): string[] {
  const addresses = Object.values(interfaces).flatMap((each) => each ?? []);
  const reachable = addresses.filter(
    ({ address, internal }) => !internal && !address.toLowerCase().startsWith('fe80:'),
  );
  const written = reachable.map(({ address, family }) => (family === 'IPv6' ? `[${address}]` : address));
  return [...new Set([hostname.toLowerCase(), ...written])].filter(isHost);
}

/** What cannot stand in an address is nobody's to type. */
const isHost = (name: string) =>
  name !== '' && URL.canParse(`http://${name}/`) && new URL(`http://${name}/`).hostname !== '';
