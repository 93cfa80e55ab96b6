import { discover } from '~/server/kube/discovery/discover';
import { listPage, listPages } from '~/server/kube/list/list-pages';
import { readAll } from '~/server/kube/request/exchange';
import { rawPath } from '~/server/kube/request/resource-path';
import { startWatch } from '~/server/kube/watch/start-watch';
import type { Identity } from './member';
import type { MemberClient } from './member-client';
import type { MemberConnection } from './member-connection';
import { objectCalls } from './object-calls';
import { retried } from './whole-answer';

/** A client that speaks to one member as one identity; clients of a member share its connection. */
export function createMemberClient(connection: MemberConnection, identity: Identity): MemberClient {
  return {
    name: connection.member.name,
    ...objectCalls(connection, identity),
    list: (resource, query, options) => listPage(connection, identity, { resource, query, options }),
    pages: (resource, query, options) => listPages(connection, identity, { resource, query, options }),
    discover: (options) => discover(connection, identity, options),
    watch: (resource, query, on) => startWatch(connection, identity, { resource, query, on }),
    async raw(path, { signal, deadlineMs } = {}) {
      const limits = deadlineMs === undefined ? {} : { limits: { deadlineMs } };
      return retried(connection, { path: rawPath(path), accept: '*/*', identity, signal, ...limits }, async (call) => {
        const answer = await connection.open(call);
        return { status: answer.status, body: (await readAll(answer)).toString('utf8') };
      });
    },
  };
}
