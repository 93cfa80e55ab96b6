import type { ClusterFailure } from '~/server/kernel/failure';
import type { Check, CheckCode } from '../model/registration';
import type { MemberFacts } from '../ports';

const DAY = 86_400_000;
const OLDEST_MINOR = 20;
const SOON_DAYS = 30;

export const passed = (check: Check['check'], detail = '', params = {}): Check => ({
  check,
  outcome: 'passed',
  code: 'ok',
  params,
  detail,
  field: null,
});

export const failed = (
  check: Check['check'],
  code: CheckCode,
  detail: string,
  field: string | null,
  params = {},
): Check => ({
  check,
  outcome: 'failed',
  code,
  params,
  detail,
  field,
});

const warning = (check: Check['check'], code: CheckCode, detail: string, params = {}): Check => ({
  check,
  outcome: 'warning',
  code,
  params,
  detail,
  field: null,
});

const UNREACHABLE: Record<string, { check: Check['check']; code: CheckCode; field: string }> = {
  dns: { check: 'connection', code: 'unreachable-dns', field: 'access.server' },
  refused: { check: 'connection', code: 'unreachable-refused', field: 'access.server' },
  timeout: { check: 'connection', code: 'unreachable-timeout', field: 'access.server' },
  reset: { check: 'connection', code: 'unreachable-reset', field: 'access.server' },
  policy: { check: 'address', code: 'address-forbidden', field: 'access.server' },
  redirect: { check: 'connection', code: 'redirected', field: 'access.server' },
  garbled: { check: 'connection', code: 'not-kubernetes', field: 'access.server' },
  tls: { check: 'certificate', code: 'certificate-untrusted', field: 'access.certificateAuthority' },
};

/** The check that a failed knock on the door belongs to, and the field at which it is to be mended. */
export function judgeFailure(failure: ClusterFailure, credentialField: string): Check {
  if (failure.kind === 'cluster-refused') {
    const rejected = failure.status === 401;
    const code = rejected ? 'credential-rejected' : 'not-kubernetes';
    return failed(
      rejected ? 'credential' : 'connection',
      code,
      failure.detail,
      rejected ? credentialField : 'access.server',
    );
  }
  const known = UNREACHABLE[failure.reason];
  if (!known) return failed('connection', 'unreachable-other', failure.detail, 'access.server');
  const expired = failure.reason === 'tls' && /expired/i.test(failure.detail);
  return failed(known.check, expired ? 'certificate-expired' : known.code, failure.detail, known.field);
}

/** The checks that the member's own facts answer. */
export function judgeFacts(facts: MemberFacts, now: Date, credentialField: string): Check[] {
  return [
    passed('connection', '', { ms: String(Math.round(facts.latencyMs)) }),
    certificate(facts, now),
    credential(facts, now, credentialField),
    version(facts),
    ready(facts),
  ];
}

const daysUntil = (moment: Date, now: Date) => Math.floor((moment.getTime() - now.getTime()) / DAY);

function certificate({ serverCertificate }: MemberFacts, now: Date): Check {
  if (!serverCertificate) return passed('certificate');
  const days = daysUntil(serverCertificate.expiresAt, now);
  const detail = serverCertificate.fingerprint;
  if (days < SOON_DAYS) return warning('certificate', 'certificate-expiring', detail, { days: String(days) });
  return passed('certificate', detail, { days: String(days) });
}

function credential({ identity, credentialExpiresAt }: MemberFacts, now: Date, field: string): Check {
  const user = identity?.user ?? '';
  if (credentialExpiresAt && credentialExpiresAt <= now) return failed('credential', 'credential-expired', user, field);
  if (!credentialExpiresAt) return passed('credential', user);
  const days = daysUntil(credentialExpiresAt, now);
  return days < SOON_DAYS
    ? warning('credential', 'credential-expiring', user, { days: String(days) })
    : passed('credential', user);
}

function version({ version: text }: MemberFacts): Check {
  const minor = Number(/^v?1\.(\d+)/.exec(text)?.[1] ?? Number.NaN);
  return minor >= OLDEST_MINOR ? passed('version', text) : warning('version', 'version-unsupported', text);
}

function ready(facts: MemberFacts): Check {
  return facts.ready ? passed('ready') : warning('ready', 'not-ready', facts.notReady.join(', '));
}
