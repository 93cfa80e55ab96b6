import { at, isJson, type Json, list, text } from '~/server/kernel/json';
import { ACTIONS, type Action } from '~/server/teams/model/action';
import type { KeptEntry, StreamedEntry } from '../model/entry';
import { nameTarget } from './name-target';

const API_ACTIVITY = 6003;
const APPLICATION_ACTIVITY = 6;
const ACTIVITY = { create: 1, read: 2, update: 3, delete: 4, other: 99 } as const;
const STATUS = { unknown: 0, success: 1, failure: 2 } as const;
const SEVERITY = { informational: 1, low: 2, medium: 3 } as const;

/**
 * An entry as an API Activity event of the Open Cybersecurity Schema Framework
 * (https://schema.ocsf.io/1.3.0/classes/api_activity). Of an outcome `of` is the intent that it settles.
 */
export function toOcsf({ entry, of }: StreamedEntry): Json {
  const told = of ?? entry;
  const activity = ACTIVITY[activityOf(told.action ?? '')];
  return {
    class_uid: API_ACTIVITY,
    category_uid: APPLICATION_ACTIVITY,
    activity_id: activity,
    type_uid: API_ACTIVITY * 100 + activity,
    severity_id: severityOf(entry.kind, entry.outcome),
    time: Date.parse(entry.at),
    status_id: statusOf(entry.outcome),
    status: entry.outcome ?? entry.kind,
    message: [told.actorName, told.action, nameTarget(told.body['target'])].filter(Boolean).join(' '),
    metadata: {
      version: '1.3.0',
      product: { name: 'Portolan', vendor_name: 'Portolan' },
      uid: entry.id,
      sequence: entry.seq,
      correlation_uid: told.requestId ?? '',
    },
    actor: { ...actorOf(told), authorizations: grantsOf(told.body) },
    api: { operation: told.action ?? '', request: { uid: told.requestId ?? '' }, service: { name: 'portolan' } },
    src_endpoint: { ip: text(at(told.body, 'from', 'address')) },
    http_request: { user_agent: text(at(told.body, 'from', 'agent')) },
    resources: told.clusters.map((name, index) => ({
      type: 'cluster',
      name,
      namespace: told.namespaces[index] || null,
    })),
    unmapped: { kind: entry.kind, intent: entry.intent, hash: entry.hash, body: entry.body },
  };
}

/** An entry as it is kept. */
export const toPlain = ({ entry }: StreamedEntry): Json => ({ ...entry });

function activityOf(action: string): keyof typeof ACTIVITY {
  const verb = action.split('.')[1] ?? '';
  if (ACTIONS[action as Action] === 'read') return 'read';
  if (/^(create|register|add|grant|request)/.test(verb)) return 'create';
  if (/^(remove|delete|revoke)/.test(verb)) return 'delete';
  if (/^(update|edit|save|set|rotate|schedule|act|drain|decide)/.test(verb)) return 'update';
  return 'other';
}

function statusOf(outcome: string | null): number {
  if (outcome === 'applied') return STATUS.success;
  return ['partial', 'refused', 'failed', 'denied'].includes(outcome ?? '') ? STATUS.failure : STATUS.unknown;
}

function severityOf(kind: string, outcome: string | null): number {
  if (kind === 'refusal' || outcome === 'abandoned') return SEVERITY.medium;
  return statusOf(outcome) === STATUS.failure ? SEVERITY.low : SEVERITY.informational;
}

/** Who it was; a token of the API is their credential, and names the program that used it. */
function actorOf({ actorName, actorId, tokenId, tokenName }: KeptEntry): Json {
  const user = { name: actorName ?? '', uid: actorId ?? '' };
  if (tokenId === null) return { user };
  return { user: { ...user, credential_uid: tokenId }, app_name: tokenName };
}

const grantsOf = (body: Json) =>
  list(body['grants'])
    .filter(isJson)
    .map((grant) => ({
      decision: 'allowed',
      policy: { uid: text(grant['id']), name: text(grant['role']), group: { name: text(grant['team']) } },
    }));
