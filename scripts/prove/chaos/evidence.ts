/** The data of each object by its name, in each member; what is not named is not to stand. */
export type Wanted = Record<string, Record<string, string>>;

/** A save as it was sent, and what its sender was told. `unknown`: no answer came, so that either may be. */
export type Saved = {
  at: number;
  application: string;
  revision: number;
  told: 'acknowledged' | 'refused' | 'unknown';
  /** Null for a removal. */
  text: string | null;
  wanted: Wanted;
};

/** What changed in a member. `revision` is that which the content bears; `fence` the mark of a send that followed a doubt. */
export type Change = {
  at: number;
  member: string;
  type: 'ADDED' | 'MODIFIED' | 'DELETED';
  application: string;
  name: string;
  uid: string;
  revision: number;
  content: string;
  fence: string | undefined;
  /** Written by somebody else than a hub. */
  isForeign: boolean;
};

export type Standing = { member: string; application: string; name: string; uid: string; content: string };
export type KeptRevision = { application: string; number: number; text: string; isWanted: boolean };
export type KeptTarget = {
  application: string;
  member: string;
  state: string;
  revision: number;
  applied: number | null;
};
export type KeptObject = Pick<Standing, 'member' | 'application' | 'name' | 'uid'>;
export type Recorded = {
  at: number;
  action: string;
  application: string;
  member: string;
  revision: number;
  apply: string[];
  remove: string[];
};

/** All that was seen of some applications, and all that the hub says of them. */
export type Evidence = {
  saves: Saved[];
  changes: Change[];
  standing: Standing[];
  revisions: KeptRevision[];
  targets: KeptTarget[];
  inventory: KeptObject[];
  /** Drift that is open, and writes in doubt, once all was healed. */
  open: string[];
  recorded: Recorded[];
};

export type Violation = { kind: 'lost' | 'doubled' | 'stale' | 'unaudited'; said: string };
