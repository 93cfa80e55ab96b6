import { expect, it } from 'vitest';
import { redactText } from '~/server/audit/core/redact-text';
import * as tokens from './kubectl-tokens';

it('what renews a session is read as it was written, and nothing else is', () => {
  const made = tokens.newRefreshToken();
  const text = tokens.writeRefreshToken(made);
  expect(tokens.readRefreshToken(text)).toEqual(made);
  for (const other of ['', text.slice(1), `${text}x`, text.slice(0, -1), `${text.slice(0, -1)}.`]) {
    expect(tokens.readRefreshToken(other)).toBeUndefined();
  }
});

it('its successor is the same however often it is asked for, and another by another salt', () => {
  const [first, salt] = [tokens.newRefreshToken(), tokens.newSalt()];
  const next = tokens.successorOf(first, salt);
  expect(tokens.successorOf(first, salt)).toEqual(next);
  expect(next.family).toBe(first.family);
  expect(tokens.successorOf(first, tokens.newSalt()).part).not.toBe(next.part);
  expect(tokens.readRefreshToken(tokens.writeRefreshToken(next))).toEqual(next);
});

it('none of them is left in a text that goes on record', () => {
  const refresh = tokens.writeRefreshToken(tokens.newRefreshToken());
  for (const secret of [refresh, tokens.newAccessToken(), tokens.newDeviceCode()]) {
    expect(redactText(`it said ${secret}.`)).toBe('it said [secret].');
  }
});
