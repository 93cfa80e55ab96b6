import type { Clock } from '~/server/kernel/clock';
import type { Action } from '~/server/teams/model/action';
import type { GrantScope } from '~/server/teams/model/grant';
import type { HeldGrant, Rights } from '~/server/teams/model/rights';
import type { Sight } from '~/server/teams/model/sight';
import type { GrantStore, Sights, TeamStore } from '~/server/teams/ports';
import { planMessage, type Untold } from './core/plan-message';
import { hearWanted } from './hear-wanted';
import { READ_ACTION } from './model/event';
import type { Rule } from './model/rule';
import type { Outbox, Reach, RuleStore } from './ports';

export type TellDeps = {
  rules: RuleStore;
  outbox: Outbox;
  sights: Sights;
  teams: Pick<TeamStore, 'get'>;
  grants: Pick<GrantStore, 'actionsOf' | 'roles'>;
  clock: Clock;
};

/** Lets every rule say what it has to say now; answers how many spoke. A rule that fails does not keep the others silent. */
export async function tellRules(deps: TellDeps, onTrouble: (rule: Rule, error: unknown) => void): Promise<number> {
  let spoke = 0;
  for (const rule of await deps.rules.enabled()) {
    try {
      const rights = rule.team === null ? undefined : await rightsOfTeam(deps, rule.team);
      const reach = await reachOf(deps, rule, rights);
      const listener = { scope: rule.scope, rights, actionsOf: await actionsOfRoles(deps, rule) };
      const now = deps.clock.now();
      const plan = (untold: Untold, last: Date | null) => planMessage(rule, hearWanted(untold, listener), last, now);
      if (await deps.outbox.speak(rule, reach, plan)) spoke++;
    } catch (error) {
      onTrouble(rule, error);
    }
  }
  return spoke;
}

/** What a rule is about, and of that what its team may read at this moment. */
async function reachOf(deps: TellDeps, { kinds, scope }: Rule, rights: Rights | undefined): Promise<Reach[]> {
  const actions = [...new Set(kinds.map((kind) => READ_ACTION[kind]))];
  return Promise.all(
    actions.map(async (action) => {
      const within: Promise<Sight>[] = [deps.sights.of([grantOf(action, scope)], action)];
      if (rights) within.push(deps.sights.of(rights, action));
      return { kinds: kinds.filter((kind) => READ_ACTION[kind] === action), within: await Promise.all(within) };
    }),
  );
}

/** What each role holds, for a rule that tells of those who ask for one. */
async function actionsOfRoles({ grants }: TellDeps, { kinds }: Rule): Promise<Map<string, readonly Action[]>> {
  const names = kinds.includes('approval-wanted') ? (await grants.roles()).map(({ name }) => name) : [];
  const held = names.map(async (name) => [name, (await grants.actionsOf(name)) ?? []] as const);
  return new Map(await Promise.all(held));
}

/** The grants of a team that are in force; none for a team that is gone. */
async function rightsOfTeam({ teams, grants, clock }: TellDeps, name: string): Promise<Rights> {
  const held = (await teams.get(name))?.held ?? [];
  const now = clock.now();
  const inForce = held.filter(({ expiresAt }) => expiresAt === null || new Date(expiresAt) > now);
  return Promise.all(
    inForce.map(async ({ id, role, scope, expiresAt }) => {
      const actions = [...((await grants.actionsOf(role)) ?? [])];
      return { id, role, scope, expiresAt, actions, team: name };
    }),
  );
}

const grantOf = (action: Action, scope: GrantScope): HeldGrant => ({
  ...{ id: 'rule', role: 'rule', actions: [action], scope, team: null, expiresAt: null },
});
