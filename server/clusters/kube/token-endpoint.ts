import type { Member } from '~/server/kube/member';
import type { MemberConnection } from '~/server/kube/member-connection';
import { readAccount, requestToken } from '~/server/kube/request-token';
import type { TokenEndpoint } from '../ports';

/** Tokens over the Kubernetes API; a connection lives for one question. */
export function kubeTokenEndpoint(connect: (member: Member) => MemberConnection): TokenEndpoint {
  const asked = async <Value>(member: Member, ask: (connection: MemberConnection) => Promise<Value>) => {
    const connection = connect(member);
    try {
      return await ask(connection);
    } finally {
      await connection.close();
    }
  };
  return {
    account: (member) => asked(member, readAccount),
    mint: (member, account, seconds) => asked(member, (connection) => requestToken(connection, account, seconds)),
  };
}
