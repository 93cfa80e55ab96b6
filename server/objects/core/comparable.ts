import { type Json, json } from '~/server/kernel/json';

/** Annotations in which controllers keep books; nobody means them when an object is edited. */
const BOOKS =
  /^(deployment\.kubernetes\.io\/(revision|revision-history|desired-replicas|max-replicas)|endpoints\.kubernetes\.io\/last-change-trigger-time|control-plane\.alpha\.kubernetes\.io\/leader)$/;

/** What an edit is about: not what every write changes by itself, nor what only the member writes. */
export function comparable(object: Json): Json {
  const { status: _status, ...rest } = object;
  const {
    resourceVersion: _version,
    generation: _generation,
    managedFields: _fields,
    annotations,
    ...metadata
  } = json(rest['metadata']);
  const meant = Object.entries(json(annotations)).filter(([key]) => !BOOKS.test(key));
  const kept = meant.length === 0 ? {} : { annotations: Object.fromEntries(meant) };
  return { ...rest, metadata: { ...metadata, ...kept } };
}

/**
 * As `comparable`, without what tells two objects of one name in two clusters apart: also not the version in which each
 * member was asked for them, which is a way to look at the same object.
 */
export function acrossClusters(object: Json): Json {
  const { apiVersion: _asked, ...whole } = comparable(object);
  const { uid: _uid, creationTimestamp: _created, selfLink: _link, ...metadata } = json(whole['metadata']);
  return { ...whole, metadata };
}
