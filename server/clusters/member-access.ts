import { Secret } from '~/server/kernel/secret';
import type { Access } from './model/registration';
import type { MemberAccess, Members } from './ports';

/** What a person typed, as the way to a member; secrets are wrapped before anything else sees them. */
export async function memberAccess(members: Members, access: Access): Promise<MemberAccess> {
  if (access.by === 'kubeconfig')
    return (await members.readKubeconfig(access.text, 'access.text')).accessOf(access.context);
  const trust = access.certificateAuthority ? { certificateAuthority: access.certificateAuthority } : {};
  const server = access.server.trim().replace(/\/+$/, '');
  if (access.by === 'token')
    return { server, ...trust, credential: { kind: 'token', token: new Secret(access.token) } };
  const { certificate, key } = access;
  return { server, ...trust, credential: { kind: 'client-certificate', certificate, key: new Secret(key) } };
}
