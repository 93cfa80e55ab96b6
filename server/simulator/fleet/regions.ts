/** The company's places: three regions of three zones, and edge sites named by their airports. */
export type Region = { name: string; provider: Provider; version: string; zones: readonly string[] };
export type Provider = 'metal' | 'openstack' | 'aws' | 'k3s';
export type EdgeSite = { airport: string; city: string; region: string };

export const REGIONS: readonly Region[] = [
  {
    name: 'eu-central',
    provider: 'metal',
    version: 'v1.33.4',
    zones: ['eu-central-1a', 'eu-central-1b', 'eu-central-1c'],
  },
  { name: 'us-east', provider: 'openstack', version: 'v1.32.8', zones: ['us-east-1a', 'us-east-1b', 'us-east-1c'] },
  {
    name: 'ap-southeast',
    provider: 'aws',
    version: 'v1.31.12',
    zones: ['ap-southeast-1a', 'ap-southeast-1b', 'ap-southeast-1c'],
  },
];

export const EDGE_SITES: readonly EdgeSite[] = [
  { airport: 'fra', city: 'Frankfurt', region: 'eu-central' },
  { airport: 'ams', city: 'Amsterdam', region: 'eu-central' },
  { airport: 'cdg', city: 'Paris', region: 'eu-central' },
  { airport: 'mad', city: 'Madrid', region: 'eu-central' },
  { airport: 'waw', city: 'Warsaw', region: 'eu-central' },
  { airport: 'arn', city: 'Stockholm', region: 'eu-central' },
  { airport: 'jnb', city: 'Johannesburg', region: 'eu-central' },
  { airport: 'jfk', city: 'New York', region: 'us-east' },
  { airport: 'ord', city: 'Chicago', region: 'us-east' },
  { airport: 'dfw', city: 'Dallas', region: 'us-east' },
  { airport: 'lax', city: 'Los Angeles', region: 'us-east' },
  { airport: 'sea', city: 'Seattle', region: 'us-east' },
  { airport: 'yyz', city: 'Toronto', region: 'us-east' },
  { airport: 'gru', city: 'São Paulo', region: 'us-east' },
  { airport: 'sin', city: 'Singapore', region: 'ap-southeast' },
  { airport: 'hkg', city: 'Hong Kong', region: 'ap-southeast' },
  { airport: 'nrt', city: 'Tokyo', region: 'ap-southeast' },
  { airport: 'icn', city: 'Seoul', region: 'ap-southeast' },
  { airport: 'bom', city: 'Mumbai', region: 'ap-southeast' },
  { airport: 'syd', city: 'Sydney', region: 'ap-southeast' },
];
