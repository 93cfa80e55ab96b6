import type { MemberCredential } from '~/server/kube/member';

const HIDDEN = '[secret]';

/**
 * What a member said, without the token that we sent it: some proxies repeat a request in their errors, and such a text goes
 * to people, to the log and on record. The key of a certificate is never sent.
 */
export function hideCredential(said: string, credential: MemberCredential): string {
  if (credential.kind !== 'token') return said;
  const token = credential.token.reveal();
  const forms = [token, Buffer.from(token).toString('base64').replace(/=+$/, ''), encodeURIComponent(token)];
  return forms.reduce((text, form) => (form === '' ? text : text.replaceAll(form, HIDDEN)), said);
}
