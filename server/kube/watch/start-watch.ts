import { clusterFailureOf } from '~/server/kernel/failure';
import { asObjects, listCall, readList } from '../list/read-list';
import type { Identity, Resource } from '../member';
import type { Watch, WatchListener, WatchQuery, WatchState } from '../member-client';
import type { Call, MemberConnection } from '../member-connection';
import { pause } from '../pace';
import { Ended } from '../request/ended';
import type { Answer } from '../request/exchange';
import { memberFailure } from '../request/member-failure';
import { resourcePath, withQuery } from '../request/resource-path';
import { statusFailure } from '../request/status-failure';
import { refuseFailure } from '../request/whole-answer';
import { EventLines } from './event-lines';
import { PageBuffer } from './page-buffer';
import { readChanges, type StreamEnd } from './read-changes';
import { isVersionLost, watchRetryMs } from './watch-retry';

export type Watching = { resource: Resource; query: WatchQuery; on: WatchListener };

/** A stream that lived this long ended well: the failures before it are forgotten. */
const STEADY_MS = 10_000;
const MIN_LIFE_MS = 1_000;
const HEAD_MS = 15_000;

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
        this.version ??= await this.list();
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
    if (this.livedMs() >= STEADY_MS) this.failures = 0;
    const { pace, member } = this.connection;
    const cause = error instanceof Untold ? error.cause : memberFailure(member.name, error);
    const retryInMs = watchRetryMs(pace, cause, this.failures++);
    this.tell({ kind: 'waiting', error: cause, retryInMs });
    await pause(pace, retryInMs, this.signal).catch(() => undefined);
  }

  /** Tells the whole truth, page by page, and answers the version that it is of. */
  private async list(): Promise<string> {
    const { connection, identity, signal } = this;
    const { resource, query, on } = this.watching;
    this.tell({ kind: 'listing' });
    await this.telling(() => on.reset());
    let version = '';
    let next: string | undefined;
    do {
      const part = { ...query, ...(next === undefined ? {} : { continue: next }) };
      const call = listCall(identity, { resource, query: part, options: { signal } });
      const pages = new PageBuffer((items) => this.telling(() => on.page(items)));
      const end = await readList(connection, call, part, (items) => pages.add(asObjects(items)));
      await pages.flush();
      version = end.resourceVersion;
      next = end.continue;
    } while (next !== undefined);
    await this.telling(() => on.synced());
    return version;
  }

  /** Follows the changes from a version until the stream ends well; throws when it ends otherwise. */
  private async follow(version: string): Promise<void> {
    const { connection } = this;
    const answer = await connection.openWatch(this.call(version));
    try {
      await refuseFailure(connection, answer);
      this.liveSince = connection.pace.monotonic();
      this.tell({ kind: 'live' });
      await this.readChanges(answer);
    } catch (error) {
      if (!isQuiet(error)) throw error;
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
    return memberFailure(member.name, statusFailure(member.name, { ...end, retryAfter: undefined }, pace.now()));
  }

  private call(resourceVersion: string): Call {
    const { connection, identity, signal } = this;
    const { resource, query } = this.watching;
    const { namespace, labelSelector, fieldSelector } = query;
    // spread over two minutes, so that a hundred watches do not end together
    const timeoutSeconds = Math.round(240 + 120 * connection.pace.random());
    const path = resourcePath(resource, namespace === undefined ? {} : { namespace });
    const asked = {
      watch: 1,
      allowWatchBookmarks: true,
      timeoutSeconds,
      resourceVersion,
      labelSelector,
      fieldSelector,
    };
    return {
      path: withQuery(path, asked),
      identity,
      signal,
      limits: {
        deadlineMs: (timeoutSeconds + 30) * 1_000,
        idleMs: connection.watchIdleMs,
        headMs: HEAD_MS,
        maxBytes: Number.POSITIVE_INFINITY,
      },
    };
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
const GARBLED = new Ended('garbled', 'the watch sent a line that is no event');
