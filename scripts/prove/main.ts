import { parseArgs } from 'node:util';
import { proveAuthz } from './authz/prove-authz';
import { proveBombs } from './bombs/prove-bombs';
import { proveCanary } from './canary/prove-canary';
import { proveChaos } from './chaos/prove-chaos';
import { proveCredentials } from './credentials/prove-credentials';
import { proveCsrf } from './csrf/prove-csrf';
import { proveLikeness } from './likeness/prove-likeness';
import type { Proof } from './proof';
import { proveProxy } from './proxy/prove-proxy';
import { proveRevoke } from './revoke/prove-revoke';
import { proveSignin } from './signin/prove-signin';
import { proveSsrf } from './ssrf/prove-ssrf';
import { proveTenant } from './tenant/prove-tenant';
import { proveTunnel } from './tunnel/prove-tunnel';

const PROOFS: Record<string, Proof> = {
  authz: proveAuthz,
  bombs: proveBombs,
  canary: proveCanary,
  chaos: proveChaos,
  credentials: proveCredentials,
  csrf: proveCsrf,
  likeness: proveLikeness,
  proxy: proveProxy,
  revoke: proveRevoke,
  signin: proveSignin,
  ssrf: proveSsrf,
  tenant: proveTenant,
  tunnel: proveTunnel,
};

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    list: { type: 'boolean', default: false },
    seconds: { type: 'string' },
    seeds: { type: 'string' },
  },
});
const [name = ''] = positionals;
const proof = PROOFS[name];
if (values.list || !proof) {
  console.log(Object.keys(PROOFS).join('\n'));
  process.exit(values.list ? 0 : 1);
}

const numberOf = (text: string | undefined) => (text === undefined ? undefined : Number(text));
const { counts, violations } = await proof({ seconds: numberOf(values.seconds), seeds: numberOf(values.seeds) });
for (const violation of violations) console.log(violation);
const { faults_planted: planted = 0, faults_caught: caught = 0 } = counts;
const pass = violations.length === 0 && planted > 0 && caught === planted;
console.log(JSON.stringify({ proof: name, counts, violations: violations.length, pass }));
process.exit(pass ? 0 : 1);
