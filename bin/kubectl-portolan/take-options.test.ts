import { describe, expect, it } from 'vitest';
import { takeOptions } from './take-options';

describe('options of the plug-in', () => {
  it('are taken out of the words in both ways of writing them', () => {
    expect(takeOptions(['--server', 'https://hub', '--ca=a=b.pem'], 'server', 'ca')).toEqual({
      options: { server: 'https://hub', ca: 'a=b.pem' },
      rest: [],
    });
  });

  it('leave kubectl its own words, in their order', () => {
    const words = ['pods', '-A', '--clusters', 'a,b', '--sort-by', '.metadata.name', '--', '--server'];
    expect(takeOptions(words, 'clusters')).toEqual({
      options: { clusters: 'a,b' },
      rest: ['pods', '-A', '--sort-by', '.metadata.name', '--', '--server'],
    });
  });

  it('are not there without a value, and may be empty', () => {
    expect(takeOptions(['--server'], 'server')).toEqual({ options: {}, rest: [] });
    expect(takeOptions(['--output='], 'output').options).toEqual({ output: '' });
  });

  it('know no names that every object has', () => {
    expect(takeOptions(['--constructor', 'x'], 'server')).toEqual({ options: {}, rest: ['--constructor', 'x'] });
  });
});
