import { X509Certificate } from 'node:crypto';
import { z } from 'zod';
import { clusterFailureOf } from '~/server/kernel/failure';
import type { MemberCredential } from '~/server/kube/member';
import type { CallOptions } from '~/server/kube/member-client';
import type { MemberConnection } from '~/server/kube/member-connection';
import { shaped, writeJson } from '~/server/kube/whole-answer';
import { asHub } from './facts';

/** Whom the member sees. `source` says how it is known: asked (1.28+), or read from the credential itself. */
export type WhoAmI = { user: string; groups: string[]; source: 'member' | 'credential' };

const SelfSubjectReview = z.object({
  status: z.object({ userInfo: z.object({ username: z.string(), groups: z.array(z.string()).catch([]) }) }),
});

/** KEP-3325; a server that does not know the review answers 404, and then the credential has to say it. */
export async function whoAmI(connection: MemberConnection, options: CallOptions): Promise<WhoAmI | undefined> {
  const review = { apiVersion: 'authentication.k8s.io/v1', kind: 'SelfSubjectReview' };
  try {
    const answer = await writeJson(connection, {
      ...asHub('/apis/authentication.k8s.io/v1/selfsubjectreviews', options),
      method: 'POST',
      contentType: 'application/json',
      body: JSON.stringify(review),
    });
    const { username, groups } = shaped(connection, SelfSubjectReview, answer).status.userInfo;
    return { user: username, groups, source: 'member' };
  } catch (error) {
    const failure = clusterFailureOf(error);
    if (failure?.kind !== 'cluster-refused' || ![403, 404, 405].includes(failure.status)) throw error;
    return readCredential(connection.member.credential);
  }
}

/** A client certificate's CN and O are its user and groups; a service account's token names it in `sub`. */
function readCredential(credential: MemberCredential): WhoAmI | undefined {
  if (credential.kind === 'client-certificate') {
    const fields = new X509Certificate(credential.certificate).subject.split('\n').map((field) => field.split('='));
    const valuesOf = (wanted: string) => fields.flatMap(([key, value]) => (key === wanted && value ? [value] : []));
    const [user] = valuesOf('CN');
    return user === undefined ? undefined : { user, groups: valuesOf('O'), source: 'credential' };
  }
  if (credential.kind === 'agent') return undefined;
  const user = subjectOf(credential.token.reveal());
  return user === undefined ? undefined : { user, groups: [], source: 'credential' };
}

function subjectOf(token: string): string | undefined {
  try {
    const [, payload = ''] = token.split('.');
    return z.object({ sub: z.string() }).parse(JSON.parse(Buffer.from(payload, 'base64url').toString('utf8'))).sub;
  } catch {
    return undefined;
  }
}
