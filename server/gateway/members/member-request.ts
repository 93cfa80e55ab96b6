/** https://kubernetes.io/docs/reference/access-authn-authz/authorization/#determine-the-request-verb */
export type Verb = 'get' | 'list' | 'watch' | 'create' | 'update' | 'patch' | 'delete' | 'deletecollection' | 'connect';

/** What a person asks of one member, taken apart. `path` and `query` are built from the parts and are what is sent. */
export type MemberRequest = { cluster: string; method: string; verb: Verb; path: string; query: string } & (
  | { kind: 'object'; object: AskedObject }
  /** Discovery, versions, health: the same for all who see any of the cluster. */
  | { kind: 'discovery' }
);

export type AskedObject = {
  group: string;
  version: string;
  resource: string;
  /** Of `scale`, `status`, `log`, `exec`, …; what follows a `proxy` is part of the path alone. */
  subresource: string | undefined;
  namespace: string | undefined;
  name: string | undefined;
};

export type Unparsed = { ok: false; message: string };
