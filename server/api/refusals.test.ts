import { expect, it, vi } from 'vitest';
import type { PersonActor } from '~/server/teams/model/actor';
import { ADA } from '~/server/teams/testing/people';
import type { Context } from './context';
import { appRouter } from './root';

/** What is called as someone, and what stands on record as refused. */
function callAs(person: PersonActor) {
  const refuse = vi.fn(async () => undefined);
  const wiring = { audit: { refuse }, metrics: { observeProcedure: () => undefined }, log: { error: () => undefined } };
  const from = { address: '192.0.2.7', agent: 'test' };
  const context = { wiring, person: async () => person, from, requestId: 'r', sessionToken: 't' } as unknown as Context;
  const call = appRouter.createCaller(context);
  return { call, refuse };
}

it('a write whose input does not fit is refused and on record, without what was sent', async () => {
  const { call, refuse } = callAs({ ...ADA, session: 's' });
  const sent = { name: { $ne: 'planted' }, extra: 1 } as never;
  await expect(call.teams.save(sent)).rejects.toMatchObject({ code: 'BAD_REQUEST' });
  expect(refuse).toHaveBeenCalledTimes(1);
  expect(refuse).toHaveBeenCalledWith(expect.objectContaining({ action: 'teams.save', code: 'invalid', target: {} }));
  expect(JSON.stringify(refuse.mock.calls)).not.toContain('planted');
});

it('a read whose input does not fit is refused, and tells nothing to the record', async () => {
  const { call, refuse } = callAs({ ...ADA, session: 's' });
  await expect(call.teams.get({ name: 1 } as never)).rejects.toMatchObject({ code: 'BAD_REQUEST' });
  expect(refuse).not.toHaveBeenCalled();
});

it('a token that would open a way in for its person is refused and on record', async () => {
  const { call, refuse } = callAs({ ...ADA, token: { id: 'k', name: 'pipeline' } });
  const made = call.teams.createToken({ name: 'x', role: 'viewer', days: 1 });
  await expect(made).rejects.toMatchObject({ code: 'FORBIDDEN' });
  expect(refuse).toHaveBeenCalledWith(expect.objectContaining({ action: 'teams.createToken', code: 'forbidden' }));
});
