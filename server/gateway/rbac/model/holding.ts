import type { Action } from '~/server/teams/model/action';
import type { ClusterSight } from '~/server/teams/model/sight';

/** Whom a member's RBAC names: people and teams by what they are called when the hub impersonates them. */
export type Subject = { kind: 'User' | 'Group'; name: string };

/** What one subject holds of one member through one role. */
export type Holding = { subject: Subject; role: string; actions: readonly Action[]; part: 'all' | ClusterSight };

export const userSubject = (person: string): Subject => ({ kind: 'User', name: `portolan:user:${person}` });
export const teamSubject = (team: string): Subject => ({ kind: 'Group', name: `portolan:team:${team}` });
