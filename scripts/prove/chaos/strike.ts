import type { Fault, FaultKind } from './plan-seed';
import type { Replica } from './start-replica';
import type { Link, Through, Trap } from './wire';

/** What can be broken: replicas, and the ways from each to each member and to the database. */
export type Scene = {
  replicas: Replica[];
  ways: Map<string, Link>[];
  databases: Link[];
  /** The replica that has the lease of a member now. */
  holderOf(member: string): Promise<number>;
  /** Whether that replica has something under way. */
  isAtWork(replica: number): Promise<boolean>;
};

export type Struck = Partial<Record<FaultKind, number>>;

const RESTART_MS = 400;
const later = (ms: number, work: () => void) => setTimeout(work, ms);

/** Carries one fault out; counts it once it was in the way of work. Resolves when it is in place, or over where it lasts. */
export async function strike(scene: Scene, fault: Fault, struck: Struck): Promise<void> {
  const hit = (times = 1) => {
    if (times > 0) struck[fault.kind] = (struck[fault.kind] ?? 0) + 1;
  };
  const trap = trapOf(scene, fault);
  if (trap) return armEverywhere(scene, fault.member, trap, hit);
  const holder = await scene.holderOf(fault.member);
  const replica = scene.replicas[holder];
  if (!replica) return;
  if (fault.kind === 'kill' || fault.kind === 'freeze') {
    if (await scene.isAtWork(holder)) hit();
    if (fault.kind === 'kill') kill(replica);
    else freeze(replica, fault.forMs);
    return;
  }
  const links = linksOf(scene, fault, holder);
  for (const link of links) fault.kind.endsWith('hung') ? link.hold() : link.refuse();
  later(fault.forMs, () => hit(links.reduce((all, link) => all + link.heal(), 0)));
}

function linksOf({ ways, databases }: Scene, { kind, member }: Fault, holder: number): Link[] {
  const own = kind.startsWith('database') ? databases[holder] : ways[holder]?.get(member);
  const all = ways.flatMap((links) => links.get(member) ?? []);
  return kind === 'member-down' ? all : own ? [own] : [];
}

/** The first write to a member, whichever replica sends it. */
function armEverywhere(
  { ways, replicas }: Scene,
  member: string,
  trap: (replica: Replica) => Trap,
  hit: () => void,
): void {
  let isSprung = false;
  ways.forEach((links, index) => {
    const replica = replicas[index];
    if (!replica) return;
    links.get(member)?.arm((through, request) => {
      if (isSprung) return false;
      isSprung = true;
      hit();
      return trap(replica)(through, request);
    });
  });
}

function trapOf(_scene: Scene, { kind, delayMs, forMs }: Fault): ((replica: Replica) => Trap) | undefined {
  const keep = (through: Through, request: Buffer) => {
    through.hold(request);
    later(delayMs, () => through.letGo());
    return true;
  };
  const answered =
    (work: (through: Through) => boolean): Trap =>
    (through) => {
      through.onAnswer(() => work(through));
      return false;
    };
  switch (kind) {
    case 'request-lost':
      return () => (through) => {
        through.cut();
        return true;
      };
    case 'answer-lost':
      return () =>
        answered((through) => {
          through.cut();
          return true;
        });
    case 'request-late':
      return () => (through, request) => {
        keep(through, request);
        through.leaveClient();
        return true;
      };
    case 'kill-at-request':
      return (replica) => (through, request) => {
        kill(replica);
        return keep(through, request);
      };
    case 'kill-at-answer':
      return (replica) =>
        answered(() => {
          kill(replica);
          return false;
        });
    case 'freeze-at-request':
      return (replica) => (through, request) => {
        freeze(replica, forMs);
        return keep(through, request);
      };
    case 'freeze-at-answer':
      return (replica) =>
        answered(() => {
          freeze(replica, forMs);
          return false;
        });
    default:
      return undefined;
  }
}

function kill(replica: Replica): void {
  replica.kill();
  later(RESTART_MS, () => void replica.revive().catch(console.error));
}

function freeze(replica: Replica, forMs: number): void {
  replica.freeze();
  later(forMs, () => replica.thaw());
}
