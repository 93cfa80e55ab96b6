import { createPublicKey, sign } from 'node:crypto';
import { JoinAnswer, type JoinRequest, joinText } from '~/server/gateway/tunnel/model/join';
import { askJson } from './ask-json';
import type { Hub } from './dial-hub';

export type Asking = Pick<JoinRequest, 'kubeSystemUid' | 'kubernetesVersion' | 'agentVersion'> & {
  token: string | undefined;
  name: string | undefined;
};

/** Introduces the key, asks what became of it, or renews its certificate: it is one request. Rejects with a sentence. */
export async function joinHub({ url, ca }: Hub, key: string, asking: Asking): Promise<JoinAnswer> {
  const publicKey = createPublicKey(key).export({ type: 'spki', format: 'pem' }).toString();
  const { token, name, ...about } = asking;
  const optional = { ...(token === undefined ? {} : { token }), ...(name === undefined ? {} : { name }) };
  const unsigned = { ...about, ...optional, publicKey, signedAt: new Date().toISOString() };
  const signature = sign('sha256', Buffer.from(joinText(unsigned)), key).toString('base64');
  const { status, json } = await askJson({
    ...{ url: new URL('/agent/join', url), method: 'POST', ca },
    body: { ...unsigned, signature } satisfies JoinRequest,
  });
  const answer = JoinAnswer.safeParse(json);
  if (!answer.success) throw new Error(`the hub answers ${status}, which is no answer to an agent`);
  return answer.data;
}
