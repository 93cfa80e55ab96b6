import { ok, type Result, refused } from '~/server/kernel/result';
import { parseServerUrl, SERVER_URL_FAULTS } from '~/server/kube/dial/server-url';
import type { Member } from '~/server/kube/member';
import type { ClusterEntry, RefusedContext } from './kubeconfig-document';
import { readPem } from './read-pem';

type Reached = Pick<Member, 'server' | 'certificateAuthority' | 'tlsServerName'>;

/** Where a context leads and whom it trusts there. */
export function readCluster(entry: ClusterEntry | null | undefined, name: string): Result<Reached, RefusedContext> {
  if (!entry?.server) return refused({ refusal: 'missing-cluster', detail: `no cluster "${name}" with a server` });
  const unsafe = findUnsafe(entry);
  if (unsafe) return refused(unsafe);
  const url = parseServerUrl(entry.server);
  if (!url.ok) return refused({ refusal: 'bad-server', detail: `the server ${SERVER_URL_FAULTS[url.reason]}` });
  const authority = readPem(entry['certificate-authority-data'], 'CERTIFICATE');
  if (!authority.ok) {
    return refused({ refusal: 'bad-certificate', detail: `certificate-authority-data ${authority.reason}` });
  }
  return ok({
    server: url.value.href.replace(/\/$/, ''),
    ...(authority.value === undefined ? {} : { certificateAuthority: authority.value }),
    ...(entry['tls-server-name'] ? { tlsServerName: entry['tls-server-name'] } : {}),
  });
}

function findUnsafe(entry: ClusterEntry): RefusedContext | undefined {
  if (entry['insecure-skip-tls-verify']) {
    return {
      refusal: 'insecure-skip-tls-verify',
      detail: 'give certificate-authority-data instead of skipping the check',
    };
  }
  if (entry['proxy-url']) return { refusal: 'proxy-url', detail: 'members behind a proxy join by an agent' };
  if (entry['certificate-authority']) {
    return {
      refusal: 'file-path',
      detail: 'certificate-authority names a file: run kubectl config view --raw --flatten',
    };
  }
  return undefined;
}
