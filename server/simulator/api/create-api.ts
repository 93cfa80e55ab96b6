import type { Clock } from '~/server/kernel/clock';
import type { ContainerRuntime } from '~/server/simulator/runtime/run-in-container';
import type { Connection } from '~/server/simulator/runtime/streams/serve-connection';
import { answerReview, REVIEWS } from './access/reviews';
import type { Authenticated, ServiceAccountTokens } from './access/service-account-tokens';
import { answerTokenRequest } from './access/token-request';
import { type Answer, answerError, answerObject, answerText } from './answer';
import { ApiError, badRequest, methodNotAllowed } from './api-error';
import { discoverGroup, discoverRoot, discoverVersion } from './discovery/discovery';
import { serveOpenApi } from './discovery/openapi/serve-openapi';
import { fieldValidationOf } from './field-validation';
import { type Health, serveHealth } from './health';
import { dig } from './object';
import { bindPod } from './pods/bind-pod';
import { CONNECTED, connectPod } from './pods/connect-pod';
import { evictPod } from './pods/evict-pod';
import { serveLog } from './pods/serve-log';
import type { Registry } from './registry';
import { type ApiRequest, bodyOf } from './request';
import { routeOf } from './route';
import { servePatch } from './serve-patch';
import { findStored, serveGet, serveList, serveWatch, shareLines } from './serve-read';
import { serveScale } from './serve-scale';
import {
  isDryRun,
  serveCreate,
  serveDelete,
  serveDeleteCollection,
  serveUpdate,
  targetOf,
  type Writing,
} from './serve-write';
import type { Store, Stored } from './store';
import { checkShape } from './validate/metadata';
import { authorizePath, authorizeResource, checkVerb, type ResourceRequest, type Verb, verbOf } from './verb';
import type { Target, Writer } from './write/writer';

/** What an API server is made of; `authenticate` knows every bearer token, for TokenReviews. */
export type ApiParts = {
  store: Store;
  registry: Registry;
  clock: Clock;
  version: { [field: string]: string };
  health: Health;
  newUid(): string;
  newSuffix(): string;
  tokens: ServiceAccountTokens;
  runtime: ContainerRuntime;
  authenticate(token: string, audiences: readonly string[]): Authenticated;
};

export type Api = {
  handle(request: ApiRequest): Answer;
  /** What a request to change protocols is connected with, or the answer with which it is refused. */
  connect(request: ApiRequest): Connection | Answer;
};

/** A Kubernetes API server without sockets: a request in, an answer out, all in one step. */
export function createApi(parts: ApiParts): Api {
  const lines = shareLines();
  const refused = (error: unknown): Answer => {
    if (error instanceof ApiError) return answerError(error);
    throw error;
  };
  return {
    handle(request) {
      try {
        return dispatch(parts, lines, request);
      } catch (error) {
        return refused(error);
      }
    },
    connect(request) {
      try {
        return connect(parts, request) ?? dispatch(parts, lines, request);
      } catch (error) {
        return refused(error);
      }
    },
  };
}

function connect(parts: ApiParts, request: ApiRequest): Connection | undefined {
  const { store, registry, clock, runtime } = parts;
  const route = routeOf(registry, request.path);
  if (route.to !== 'resource' || !CONNECTED.includes(route.subresource)) return undefined;
  const verb = verbOf(request.method, route.name, request.query);
  authorizeResource(store, request.user, verb, route);
  return connectPod({ store, now: () => clock.now(), runtime, request, asked: route }, verb);
}

function dispatch(parts: ApiParts, lines: ReturnType<typeof shareLines>, request: ApiRequest): Answer {
  const { store, registry, clock } = parts;
  const route = routeOf(registry, request.path);
  if (route.to !== 'resource') {
    authorizePath(store, request.user, request.method, request.path);
    if (route.to === 'nowhere') return answerText(404, '404 page not found\n');
    if (route.to === 'group') return discoverGroup(registry, route.group);
    if (route.to === 'version') return discoverVersion(registry, route.group, route.version);
    return servePath(parts, request);
  }
  const verb = verbOf(request.method, route.name, request.query);
  authorizeResource(store, request.user, verb, route);
  checkVerb(route, verb);
  if (isReview(route)) return serveReview(parts, request, route);
  const reading = { store, now: () => clock.now(), request, asked: route };
  const special = SUBRESOURCES[route.subresource];
  if (special) return special(parts, request, route, verb);
  if (route.subresource === 'scale') return serveScale(writingOf(parts, request, route), verb);
  if (verb === 'get') return serveGet(reading);
  if (verb === 'list') return serveList(reading);
  if (verb === 'watch') return serveWatch(reading, lines);
  return serveWrite(parts, request, route, verb);
}

function serveWrite(parts: ApiParts, request: ApiRequest, route: ResourceRequest, verb: Verb): Answer {
  const writing = writingOf(parts, request, route);
  if (route.subresource !== '' && verb !== 'update' && verb !== 'patch') throw methodNotAllowed();
  if (verb === 'create') return serveCreate(writing);
  if (verb === 'update') return serveUpdate(writing);
  if (verb === 'patch') return servePatch(writing);
  return verb === 'delete' ? serveDelete(writing) : serveDeleteCollection(writing);
}

const isReview = ({ resource }: ResourceRequest) => resource.kind.plural in REVIEWS;

function serveReview(parts: ApiParts, request: ApiRequest, { resource, namespace }: ResourceRequest): Answer {
  const { kind, version } = resource;
  const { store, registry, authenticate } = parts;
  const body = bodyOf(request, kind);
  const object = registry.typeOf(resource).read(checkShape(resource, body ?? {}), { unknown: [] });
  const review = answerReview(kind.plural, object, { store, user: request.user, namespace, authenticate });
  return answerObject(201, { kind: kind.kind, apiVersion: `${kind.group}/${version}`, ...review });
}

type Special = (parts: ApiParts, request: ApiRequest, route: ResourceRequest, verb: Verb) => Answer;

/** Subresources that are no view of the object itself. */
const SUBRESOURCES: Record<string, Special> = {
  token: serveToken,
  ...Object.fromEntries(CONNECTED.map((name) => [name, refuseWithoutUpgrade])),
  eviction: (...all) => serveOrder(evictPod, 'Eviction', ...all),
  log: ({ store, clock }, request, asked, verb) => serveLog({ store, now: () => clock.now(), request, asked }, verb),
  binding: (...all) => serveOrder(bindPod, 'Binding', ...all),
};

function refuseWithoutUpgrade(...[{ store }, , route, verb]: Parameters<Special>): Answer {
  if (verb !== 'create' && verb !== 'get') throw methodNotAllowed();
  findStored(store, route);
  throw badRequest('Upgrade request required');
}

function serveToken(parts: ApiParts, request: ApiRequest, route: ResourceRequest, verb: Verb): Answer {
  if (verb !== 'create') throw methodNotAllowed();
  const { store, registry, tokens } = parts;
  const account = findStored(store, route).object();
  const body = bodyOf(request, { kind: 'TokenRequest' });
  return answerObject(201, answerTokenRequest({ store, tokens, minor: registry.minor }, account, body));
}

type Order = (writer: Writer, target: Target, current: Stored, body: unknown) => void;

/** Something that a pod is to undergo; it is answered with a bare success. */
function serveOrder(order: Order, kind: string, ...[parts, request, route, verb]: Parameters<Special>): Answer {
  if (verb !== 'create') throw methodNotAllowed();
  const { writer } = writingOf(parts, request, route);
  const body = bodyOf(request, { kind });
  const isDry = writer.dryRun || isDryRun(new URLSearchParams(), dig(body, 'deleteOptions'), 'DeleteOptions');
  order({ ...writer, dryRun: isDry }, targetOf(route), findStored(parts.store, route), body);
  return answerObject(201, { kind: 'Status', apiVersion: 'v1', metadata: {}, status: 'Success', code: 201 });
}

function writingOf(parts: ApiParts, request: ApiRequest, asked: ResourceRequest): Writing {
  const { store, registry, clock, newUid, newSuffix } = parts;
  const isDelete = request.method === 'DELETE';
  const options = { POST: 'CreateOptions', PUT: 'UpdateOptions', PATCH: 'PatchOptions', DELETE: 'DeleteOptions' }[
    request.method
  ];
  const dryRun = isDryRun(
    request.query,
    isDelete ? bodyOf(request, { kind: 'DeleteOptions' }) : undefined,
    options ?? '',
  );
  const manager = managerOf(request);
  const fieldValidation = isDelete ? 'Ignore' : fieldValidationOf(request, registry.minor);
  const writer: Writer = {
    store,
    user: request.user,
    registry,
    now: clock.now(),
    manager,
    dryRun,
    fieldValidation,
    warnings: [],
    newUid,
    newSuffix,
  };
  return { writer, request, asked };
}

/** Without `fieldManager` the first word of the User-Agent manages the fields. */
const managerOf = ({ query, header }: ApiRequest) =>
  query.get('fieldManager') || header('user-agent').split('/')[0] || 'unknown';

function servePath({ registry, version, health }: ApiParts, request: ApiRequest): Answer {
  const { path, method } = request;
  if (method !== 'GET' && method !== 'HEAD') throw methodNotAllowed();
  const plain = path.length > 1 ? path.replace(/\/$/, '') : path;
  if (plain === '/api' || plain === '/apis') return discoverRoot(registry, plain, request.header('accept'));
  const schema = serveOpenApi(registry, plain, request.header('accept'));
  if (schema) return schema;
  if (plain === '/version') return answerObject(200, version);
  const check = /^\/(healthz|livez|readyz)$/.exec(plain)?.[1];
  if (check) return serveHealth(health, check, request.query);
  if (plain === '/')
    return answerObject(200, { paths: ['/api', '/api/v1', '/apis', '/healthz', '/livez', '/readyz', '/version'] });
  return answerText(404, '404 page not found\n');
}
