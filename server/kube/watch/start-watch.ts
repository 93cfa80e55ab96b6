import { clusterFailureOf } from '~/server/kernel/failure';
import type { Identity, KubeObject, Resource } from '~/server/kube/member';
import type { Watch, WatchListener, WatchQuery, WatchState } from '~/server/kube/member-client';
import type { MemberConnection } from '~/server/kube/member-connection';
import { pause } from '~/server/kube/pace';
import { Ended } from '~/server/kube/request/ended';
import type { Answer } from '~/server/kube/request/exchange';
import { memberFailure } from '~/server/kube/request/member-failure';
import { statusFailure } from '~/server/kube/request/status-failure';
import { refuseFailure } from '~/server/kube/whole-answer';
import { EventLines } from './event-lines';
import { readChanges, type StreamEnd } from './read-changes';
import { tellAll } from './tell-all';
import { wasSetBack } from './was-set-back';
import { watchCall } from './watch-call';
import { isVersionLost, watchRetryMs } from './watch-retry';

export type Watching = { resource: Resource; query: WatchQuery; on: WatchListener };

/** A stream that lived this long ended well: the failures before it are forgotten. */
const STEADY_MS = 10_000;
const MIN_LIFE_MS = 1_000;

/** Begins a watch that is over only when it is closed. Nothing is called after `close`. */
export function startWatch(connection: MemberConnection, identity: Identity, watching: Watching): Watch {
  const running = new RunningWatch(connection, identity, watching);
  void running.run();
  return { close: () => running.close() };
}

/** What the listener holds may have a hole, so that it has to be told all anew. */
class Untold extends Error {
  constructor(cause: unknown) {
    super('the listener has to be told anew', { cause });
  }
}

/**
 *   listing ──► live ──► (clean end: live again from the last version)
 *      ▲          │
 *      └─ waiting ◄┘  keeps the version, unless it is lost: then the list comes again
 */
class RunningWatch {
  private readonly closing = new AbortController();
  private readonly signal: AbortSignal;
  private version: string | undefined;
  /** The stream broke or fell silent: the member may be another than before. */
  private isDoubtful = false;
  private failures = 0;
  private liveSince: number | undefined;
  private told: WatchState['kind'] | undefined;

  constructor(
    private readonly connection: MemberConnection,
    private readonly identity: Identity,
    private readonly watching: Watching,
  ) {
    this.signal = AbortSignal.any([this.closing.signal, connection.closed]);
  }

  close(): void {
    this.closing.abort();
  }

  async run(): Promise<void> {
    while (!this.isClosed) {
      try {
        this.liveSince = undefined;
        this.version = await (this.version === undefined ? this.tellAll() : this.resume(this.version));
        this.isDoubtful = false;
        await this.follow(this.version);
      } catch (error) {
        if (this.isClosed) return;
        await this.recover(error);
      }
    }
  }

  private get isClosed(): boolean {
    return this.signal.aborted;
  }

  private async recover(error: unknown): Promise<void> {
    if (error instanceof Untold || isVersionLost(error)) this.version = undefined;
    this.isDoubtful = true;
    if (this.livedMs() >= STEADY_MS) this.failures = 0;
    const { pace, member } = this.connection;
    const cause = error instanceof Untold ? error.cause : memberFailure(member.name, error);
    const retryInMs = watchRetryMs(pace, cause, this.failures++);
    this.tell({ kind: 'waiting', error: cause, retryInMs });
    const ready = new AbortController();
    const forget = this.connection.onReady(() => ready.abort());
    await pause(pace, retryInMs, AbortSignal.any([this.signal, ready.signal])).catch(() => undefined);
    forget();
  }

  private async tellAll(): Promise<string> {
    const { connection, identity, watching, signal } = this;
    const { on } = watching;
    this.tell({ kind: 'listing' });
    await this.telling(() => on.reset());
    const give = (group: KubeObject[]) => this.telling(() => on.page(group));
    const version = await tellAll(connection, identity, watching, give, { signal });
    await this.telling(() => on.synced());
    // what is missing altogether comes before what is followed: the version bridges the wait
    await connection.reading.quiet(signal);
    return version;
  }

  /** The last version, when the member still knows what came after it. */
  private async resume(version: string): Promise<string> {
    const { connection, identity, watching, signal } = this;
    if (this.isDoubtful && (await wasSetBack(connection, identity, watching, version, { signal }))) {
      throw new Untold(memberFailure(connection.member.name, SET_BACK));
    }
    return version;
  }

  /** Follows the changes from a version until the stream ends well; throws when it ends otherwise. */
  private async follow(version: string): Promise<void> {
    const { connection } = this;
    const call = watchCall(connection, this.identity, this.watching, version);
    const answer = await connection.openWatch({ ...call, signal: this.signal });
    try {
      await refuseFailure(connection, answer);
      this.liveSince = connection.pace.monotonic();
      this.tell({ kind: 'live' });
      await this.readChanges(answer);
    } catch (error) {
      if (!isQuiet(error)) throw error;
      this.isDoubtful = true;
    } finally {
      answer.close();
    }
    // a server that hangs up at once must not be asked in a tight loop
    if (this.livedMs() < MIN_LIFE_MS) throw memberFailure(connection.member.name, HUNG_UP);
    this.failures = 0;
  }

  private async readChanges(answer: Answer): Promise<void> {
    const { query, on } = this.watching;
    const lines = new EventLines();
    for (let chunk = await answer.read(); chunk; chunk = await answer.read()) {
      const said = readChanges(lines.push(chunk), query.without);
      if (said.events.length > 0) await this.telling(() => on.changed(said.events));
      this.version = said.version ?? this.version;
      if (said.end) throw this.asFault(said.end);
    }
  }

  private asFault(end: StreamEnd): Error {
    const { member, pace } = this.connection;
    if (end.kind === 'garbled') return new Untold(memberFailure(member.name, GARBLED));
    return memberFailure(member.name, statusFailure(member, { ...end, retryAfter: undefined }, pace.now()));
  }

  private livedMs(): number {
    return this.liveSince === undefined ? 0 : this.connection.pace.monotonic() - this.liveSince;
  }

  /** Calls the listener; what it throws means that the truth it holds may have a hole. */
  private async telling(tell: () => void | Promise<void>): Promise<void> {
    if (this.isClosed) throw CLOSED;
    try {
      await tell();
    } catch (error) {
      throw new Untold(error);
    }
  }

  private tell(state: WatchState): void {
    if (this.isClosed || (state.kind !== 'waiting' && state.kind === this.told)) return;
    this.told = state.kind;
    this.watching.on.state(state);
  }
}

/** No byte for as long as bookmarks take, or its time was over: the next stream tells whether the member lives. */
function isQuiet(error: unknown): boolean {
  const failure = clusterFailureOf(error);
  return failure?.kind === 'cluster-unreachable' && failure.reason === 'timeout';
}

const CLOSED = new Ended('aborted', 'the watch was closed');
const HUNG_UP = new Ended('reset', 'the watch ends as soon as it begins');
const SET_BACK = new Ended('reset', 'the member was set back to an earlier state');
const GARBLED = new Ended('garbled', 'the watch sent a line that is no event');
