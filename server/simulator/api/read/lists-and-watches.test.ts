import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { KINDS } from '~/server/simulator/api/kinds';
import { type ListQuery, parseListQuery } from '~/server/simulator/api/select/query';
import { createStore, type Store } from '~/server/simulator/api/store';
import { listPage } from './list';
import { openWatch } from './watch';

const kind = KINDS.find(({ plural }) => plural === 'configmaps')!;
const STORAGE = '/configmaps';
const query = (text: string, namespace = ''): ListQuery =>
  parseListQuery(kind, namespace, '', new URLSearchParams(text));
const put = (store: Store, namespace: string, name: string, value = 0) =>
  store.put(STORAGE, {
    metadata: { name, namespace, labels: { parity: value % 2 ? 'odd' : 'even' } },
    data: { value },
  });

type Step = { namespace: string; name: string; value: number; isRemoval: boolean };
const steps = fc.array(
  fc.record({
    namespace: fc.constantFrom('a', 'a-b', 'b'),
    name: fc.constantFrom('a', 'b', 'c', 'cc', 'd'),
    value: fc.nat(9),
    isRemoval: fc.boolean(),
  }),
  { maxLength: 40 },
);
const run = (store: Store, { namespace, name, value, isRemoval }: Step) => {
  if (isRemoval) store.remove(STORAGE, `${namespace}/${name}`);
  else put(store, namespace, name, value);
};

function pagesOf(store: Store, text: string, namespace: string, between: () => void) {
  const seen: { key: string; revision: number }[] = [];
  let token = '';
  do {
    const page = listPage(store, STORAGE, query(`${text}&limit=2${token && `&continue=${token}`}`, namespace));
    seen.push(...page.items.map(({ key, revision }) => ({ key, revision })));
    token = page.token;
    between();
  } while (token !== '');
  return seen;
}

describe('a list in pages', () => {
  it('is the list that one request would have given, whatever happens in between', () => {
    fc.assert(
      fc.property(
        steps,
        steps,
        fc.constantFrom('', 'a', 'b'),
        fc.constantFrom('', 'labelSelector=parity=odd'),
        (before, during, namespace, selector) => {
          const store = createStore();
          for (const step of before) run(store, step);
          const whole = listPage(store, STORAGE, query(selector, namespace)).items.map(({ key, revision }) => ({
            key,
            revision,
          }));
          const rest = [...during];
          const paged = pagesOf(store, selector, namespace, () => {
            for (const step of rest.splice(0, 5)) run(store, step);
          });
          expect(paged).toEqual(whole);
        },
      ),
    );
  });

  it('expires with the token that would finish it inconsistently', () => {
    const store = createStore();
    for (const name of ['a', 'b', 'c']) put(store, 'n', name);
    const { token, remaining } = listPage(store, STORAGE, query('limit=1'));
    expect(remaining).toBe(2);
    put(store, 'n', 'bb');
    store.compact();
    const error = catching(() => listPage(store, STORAGE, query(`limit=1&continue=${token}`)));
    expect(error.refusal).toMatchObject({ code: 410, reason: 'Expired' });
    const rest = listPage(store, STORAGE, query(`continue=${error.refusal['continue']}`));
    expect(rest.items.map(({ name }) => name)).toEqual(['b', 'bb', 'c']);
  });

  it('writes the token of the real server', () => {
    const store = createStore();
    put(store, 'n', 'default');
    put(store, 'n', 'other');
    const { token, revision } = listPage(store, STORAGE, query('limit=1', 'n'));
    expect(Buffer.from(token, 'base64url').toString()).toBe(
      `{"v":"meta.k8s.io/v1","rv":${revision},"start":"default\\u0000"}`,
    );
  });
});

describe('a watch', () => {
  it('turns the list it starts from into the list of now, event by event', () => {
    fc.assert(
      fc.property(
        steps,
        steps,
        steps,
        fc.constantFrom('', 'a'),
        fc.constantFrom('', 'labelSelector=parity=odd'),
        (before, missed, live, namespace, selector) => {
          const store = createStore();
          for (const step of before) run(store, step);
          const start = listPage(store, STORAGE, query(selector, namespace));
          const seen = new Map(start.items.map(({ key, revision }) => [key, revision]));
          for (const step of missed) run(store, step);
          let last = start.revision;
          const close = openWatch(
            store,
            STORAGE,
            query(`${selector}&resourceVersion=${start.revision}`, namespace),
            ({ type, stored }) => {
              expect(stored.revision).toBeGreaterThan(last);
              expect(seen.has(stored.key)).toBe(type !== 'ADDED');
              last = stored.revision;
              if (type === 'DELETED') seen.delete(stored.key);
              else seen.set(stored.key, stored.revision);
            },
          );
          for (const step of live) run(store, step);
          close();
          const end = listPage(store, STORAGE, query(selector, namespace));
          expect([...seen].sort()).toEqual(end.items.map(({ key, revision }) => [key, revision]).sort());
        },
      ),
    );
  });

  it('begins with everything when no revision is given', () => {
    const store = createStore();
    put(store, 'n', 'a');
    const types: string[] = [];
    openWatch(store, STORAGE, query(''), ({ type, stored }) => types.push(`${type} ${stored.name}`));
    put(store, 'n', 'a', 1);
    expect(types).toEqual(['ADDED a', 'MODIFIED a']);
  });

  it('is refused when the window has moved past its revision', () => {
    const store = createStore(2);
    for (let index = 0; index < 10; index++) put(store, 'n', 'a', index);
    const error = catching(() => openWatch(store, STORAGE, query('resourceVersion=2'), () => {}));
    expect(error.refusal).toMatchObject({
      code: 410,
      reason: 'Expired',
      message: `too old resource version: 2 (${store.floor(STORAGE)})`,
    });
  });
});

function catching(action: () => void): { refusal: Record<string, unknown> } {
  try {
    action();
  } catch (error) {
    return error as { refusal: Record<string, unknown> };
  }
  throw new Error('nothing was thrown');
}
