import type { Secret } from '~/server/kernel/secret';
import type { Sight } from '~/server/teams/model/sight';
import type { Blind } from './core/follow-conditions';
import type { Planned, Untold } from './core/plan-message';
import type { ChannelInput, ChannelKind, ChannelRow, MailServer } from './model/channel';
import type { DeliveryListInput, DeliveryPage, DeliveryRow, Message, Sent } from './model/delivery';
import type { Condition, EventKind, NotificationEvent, RaisedCondition } from './model/event';
import type { Rule, RuleInput, RuleRow } from './model/rule';

/** What any domain says when something begins and when it has ended; saying it twice changes nothing. */
export type Events = {
  /** A condition of a member that is no longer registered is dropped. */
  raise(conditions: readonly RaisedCondition[]): Promise<void>;
  settle(keys: readonly string[]): Promise<void>;
  /** What is open of these kinds. */
  open(kinds: readonly EventKind[]): Promise<NotificationEvent[]>;
  /** Forgets what ended before. */
  prune(days: number): Promise<void>;
};

/** What the hub knows of the fleet that someone may want to be told. */
export type Conditions = { look(): Promise<{ seen: Condition[]; blind: Blind }> };

/** One replica at a time looks; answers whether it is this one, for so many seconds. */
export type WatchLease = {
  keep(holder: string, seconds: number): Promise<boolean>;
  release(holder: string): Promise<void>;
};

/** `teams`: those whose rules or channels are wanted; `fleet`: also those of the fleet. */
export type Owners = 'all' | { teams: readonly string[]; fleet: boolean };

export type KeptRule = Omit<RuleRow, 'editable'>;

export type RuleStore = {
  list(owners: Owners): Promise<KeptRule[]>;
  find(id: string): Promise<KeptRule | undefined>;
  /** Answers its id; throws `not-found` for a team or channel that does not exist (any more). */
  save(rule: RuleInput): Promise<string>;
  remove(id: string): Promise<void>;
  /** Rules that tell. */
  enabled(): Promise<Rule[]>;
};

export type KeptChannel = Omit<ChannelRow, 'editable'>;

/** A channel with what opens it. `key`: the signing key, or the password of the mail server. */
export type OpenChannel = {
  id: string;
  kind: ChannelKind;
  url: Secret | undefined;
  key: Secret | undefined;
  server: MailServer | null;
  certificateAuthority: string | null;
};

export type ChannelFields = Pick<ChannelInput, 'id' | 'name' | 'team' | 'certificateAuthority'> & {
  kind: ChannelKind;
  leadsTo: string;
  server: MailServer | null;
  url: Secret | undefined;
  key: Secret | undefined;
};

export type ChannelStore = {
  list(owners: Owners): Promise<KeptChannel[]>;
  find(id: string): Promise<KeptChannel | undefined>;
  /** Opens what is sealed; undefined when there is no such channel (any more). */
  open(id: string): Promise<OpenChannel | undefined>;
  /** Replaces all of it, secrets too; answers its id. Throws `not-found` for a team that does not exist (any more). */
  save(channel: ChannelFields): Promise<string>;
  remove(id: string): Promise<void>;
};

/** For each action that reading an event takes: what the rule is about, and what its team may see of it. */
export type Reach = { kinds: EventKind[]; within: Sight[] };

export type ClaimedDelivery = { id: string; channelId: string; message: Message; attempts: number; createdAt: Date };

/** Messages on their way. Claims expire, so that what a dead replica was sending is sent by another. */
export type Outbox = {
  /**
   * Lets a rule say what it has to say, all or nothing; no two replicas at once for one rule. `plan` decides on what is
   * within reach and not told; undefined: nothing now. Answers whether it spoke.
   */
  speak(
    rule: Rule,
    reach: readonly Reach[],
    plan: (untold: Untold, lastToldAt: Date | null) => Planned | undefined,
  ): Promise<boolean>;
  /** The oldest that is due of each channel that nobody is sending to, counted as one more attempt. */
  claim(limit: number): Promise<ClaimedDelivery[]>;
  /** `next`: when it is tried again; null: it is not. */
  settle(id: string, sent: Sent, next: Date | null): Promise<void>;
  list(owners: Owners, input: DeliveryListInput): Promise<DeliveryPage>;
  /** One that went through a channel of these owners. */
  find(owners: Owners, id: string): Promise<DeliveryRow | undefined>;
  /** Makes one that did not arrive due at once; false when it has arrived, or somebody is sending it. */
  retry(id: string): Promise<boolean>;
  prune(days: number): Promise<void>;
};

/** Sends one message to one channel and says what became of it; never throws for what the other side does. */
export type Send = (channel: OpenChannel, delivery: { id: string; message: Message }) => Promise<Sent>;

type Posted = { ok: true; status: number } | { ok: false; reason: Extract<Sent, { ok: false }>['fault'] };

/** One POST through the hub's dialer: https, no redirect followed, no answer read. */
export type Post = (request: {
  url: URL;
  ca?: string;
  headers: Record<string, string>;
  body: string;
}) => Promise<Posted>;
