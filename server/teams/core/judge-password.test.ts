import { describe, expect, it } from 'vitest';
import { judgePassword } from './judge-password';

describe('a password', () => {
  it.each([
    ['eleven char', /at least 12/],
    ['', /has 0 characters/],
    ['PasswordPassword', /commonest/],
    ['1q2w3e4r5t6y', /commonest/],
    ['aaaaaaaaaaaaaaaa', /same few/],
    ['abababababababab', /same few/],
    ['adalovelace1815', /little more than the name/],
  ])('%j cannot be chosen', (password, why) => {
    expect(judgePassword(password, 'adalovelace@example.com')).toMatch(why);
  });

  it.each(['correct horse battery', 'наш любимый порт', '我们最喜欢的港口在热那亚今天', 'v9#kLm2$xQ7!'])(
    '%j can',
    (password) => {
      expect(judgePassword(password, 'ada')).toBeUndefined();
    },
  );
});
