import { afterAll, describe, expect, it } from 'vitest';
import { createYamlThread } from './yaml-thread';

const yaml = createYamlThread();
afterAll(() => yaml.close());

const values = async (text: string) => {
  const read = await yaml.read(text);
  return read.ok ? read.documents.map(({ value }) => value) : read.fault;
};

describe('reading YAML', () => {
  it('reads documents as Kubernetes does', async () => {
    expect(await values('a: yes\nmode: 0644\nt: "0644"\n---\n---\nb: [1, 2.5, null]\n')).toEqual([
      { a: 'yes', mode: 420, t: '0644' },
      { b: [1, 2.5, null] },
    ]);
    expect(await values('x: &x {a: 1}\ny: {<<: *x, b: 2}\n')).toEqual([{ x: { a: 1 }, y: { a: 1, b: 2 } }]);
    expect(await values('')).toEqual([]);
  });

  it('says where a text is wrong', async () => {
    expect(await values('a: 1\nb: [1\nc: 2')).toMatchObject({ code: 'syntax', line: 3 });
    expect(await values('a: 1\na: 2\n')).toMatchObject({ code: 'syntax', line: 2 });
    expect(await values('a: !!js/function x\n')).toMatchObject({ code: 'tag', line: 1 });
    expect(await values('a: 1\n---\nb:\n  <<: 5\n')).toMatchObject({ code: 'syntax', line: 2 });
  });

  it.each([
    ['aliases', `a: &a [x]\nb: [${'*a,'.repeat(60)}]`],
    ['too-deep', `a: ${'['.repeat(200)}${']'.repeat(200)}`],
    ['too-many', '---\na: 1\n'.repeat(200)],
    ['too-deep', `a: ${'['.repeat(20_000)}`],
    ['too-deep', Array.from({ length: 200 }, (_, level) => `${' '.repeat(level)}a:`).join('\n')],
    ['too-large', 'x'.repeat(6 * 1024 * 1024)],
  ])('refuses %s', async (code, text) => {
    expect(await values(text)).toMatchObject({ code });
  });

  it('prints what it reads back the same, also what looks like another type', async () => {
    const value = { a: 'yes', b: '0644', c: '1e3', d: 'x'.repeat(300), e: ['', ' ', '#', 'a: b', null], f: 'l1\nl2\n' };
    expect(await values(await yaml.print(value))).toEqual([value]);
  });

  it('reads many keys as fast as few: in time that grows with them', async () => {
    const keys = Array.from({ length: 20_000 }, (_, index) => `k${index}: &a${index} 1`);
    expect(await values(keys.join('\n'))).toMatchObject([{ k0: 1, k19999: 1 }]);
    expect(await values([...keys, 'k7: 2'].join('\n'))).toMatchObject({ code: 'syntax', line: 20_001 });
  });

  it('goes on after a text that kills its thread', async () => {
    const [bomb, plain] = await Promise.all([values(`a: ${'['.repeat(400_000)}`), values('a: 1')]);
    expect(bomb).toMatchObject({ code: expect.stringMatching(/syntax|too-deep|too-slow/) });
    expect(plain).toEqual([{ a: 1 }]);
  });
});
