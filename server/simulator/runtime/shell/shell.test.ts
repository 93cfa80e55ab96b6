import { Readable } from 'node:stream';
import fc from 'fast-check';
import { beforeEach, describe, expect, it } from 'vitest';
import type { Container } from '~/server/simulator/runtime/container';
import { createContainerRuntime } from '~/server/simulator/runtime/run-in-container';
import { packTar, type TarEntry, unpackTar } from './tar';

const NOW = new Date('2026-11-23T12:00:00Z');
const container: Container = {
  ...{ namespace: 'shop', pod: 'web-1', uid: 'u', name: 'web', image: 'shop:1', node: 'n', address: '10.1.2.3' },
  ...{ hostname: 'web-1', ports: [80], env: { TIER: 'front' }, command: [] },
  run: { startedAt: new Date(NOW.getTime() - 60_000), restart: 0 },
};
let runtime = createContainerRuntime(() => NOW);

beforeEach(() => {
  runtime = createContainerRuntime(() => NOW);
});

async function exec(command: string[], input: Buffer | string = '', tty = false) {
  const [out, err]: Buffer[][] = [[], []];
  const outcome = await runtime.exec(
    container,
    command,
    tty,
  )({
    stdin: Readable.from(input.length > 0 ? [Buffer.from(input)] : []),
    stdout: (bytes) => void out?.push(bytes),
    stderr: (bytes) => void err?.push(bytes),
    onResize: () => {},
    gone: new AbortController().signal,
  });
  const exit = 'exitCode' in outcome ? outcome.exitCode : outcome.failure;
  return {
    out: Buffer.concat(out ?? []),
    text: String(Buffer.concat(out ?? [])),
    err: String(Buffer.concat(err ?? [])),
    exit,
  };
}
const sh = async (script: string) => {
  const { text, err, exit } = await exec(['sh', '-c', script]);
  return [text, err, exit];
};

describe('a shell in a container', () => {
  it.each([
    ['echo a; echo b >&2; exit 3', ['a\n', 'b\n', 3]],
    ['false && echo no || echo yes', ['yes\n', '', 0]],
    [`echo '$TIER' "$TIER" \${TIER} $NONE.`, ['$TIER front front .\n', '', 0]],
    ['nope', ['', 'sh: nope: not found\n', 127]],
    ['nope 2>&1 | wc -l', ['1\n', '', 0]],
    ['echo one > /tmp/f && echo two >> /tmp/f && cat < /tmp/f', ['one\ntwo\n', '', 0]],
    ['A=1 B="x y"; echo $B$A', ['x y1\n', '', 0]],
    ["sh -c 'head -c $1 > $0; cat $0' '/tmp/a b' 4 < /etc/hosts", ['127.', '', 0]],
    ['false; echo $?', ['1\n', '', 0]],
    ['cd /tmp && pwd; hostname; date', ['/tmp\nweb-1\nMon Nov 23 12:00:00 UTC 2026\n', '', 0]],
    ['cat /nothing', ['', "cat: can't open '/nothing': No such file or directory\n", 1]],
    ["echo 'open", ['', 'sh: syntax error: unterminated quoted string\n', 2]],
    ['ls /etc | grep host', ['hostname\nhosts\n', '', 0]],
    ['[ -d /tmp ] && test -f /etc/hosts && echo both', ['both\n', '', 0]],
  ])('%s', async (script, expected) => {
    expect(await sh(script)).toEqual(expected);
  });

  it('keeps its files from one command to the next, and has none that others have written', async () => {
    await sh('echo kept > /tmp/f');
    expect((await sh('cat /tmp/f'))[0]).toBe('kept\n');
    const other = { ...container, uid: 'other' };
    expect((await exec(['ls', '/tmp'])).text).toBe('f\n');
    const outcome = await runtime.exec(
      other,
      ['test', '-e', '/tmp/f'],
      false,
    )({
      ...{ stdin: Readable.from([]), stdout: () => {}, stderr: () => {}, onResize: () => {} },
      gone: new AbortController().signal,
    });
    expect(outcome).toEqual({ exitCode: 1 });
  });

  it('tells what is no program in the words of the container runtime', async () => {
    expect((await exec(['nope'])).exit).toContain('exec: "nope": executable file not found in $PATH');
  });

  it('on a terminal shows what is typed, lets it be mended, and ends with ctrl-D', async () => {
    const { text, exit } = await exec(['sh'], 'ecko\b\bho x\r\x04', true);
    expect([text, exit]).toEqual(['/ # ecko\b \b\b \bho x\r\nx\r\n/ # ', 0]);
  });
});

describe('a tape archive', () => {
  const name = fc.stringMatching(/^[a-z]{1,12}(\/[a-z]{1,12}){0,3}$/);
  const entry: fc.Arbitrary<TarEntry> = fc.record({
    name,
    kind: fc.constant('file' as const),
    bytes: fc.uint8Array({ maxLength: 1500 }).map((bytes) => Buffer.from(bytes)),
    mode: fc.constantFrom(0o644, 0o755),
    changed: fc.constant(NOW),
  });

  it('gives back what was packed', () => {
    fc.assert(
      fc.property(fc.array(entry, { maxLength: 5 }), (entries) => {
        expect([...unpackTar(packTar(entries))]).toEqual(entries);
      }),
    );
  });

  it('goes through a container and comes back', async () => {
    const packed = packTar([{ name: 'd/f', kind: 'file', bytes: Buffer.from('data'), mode: 0o644, changed: NOW }]);
    expect((await exec(['tar', '-xmf', '-', '-C', '/tmp'], packed)).exit).toBe(0);
    const { out, err } = await exec(['tar', 'cf', '-', '/tmp/d']);
    expect([...unpackTar(out)].map(({ name: one, bytes }) => [one, String(bytes)])).toEqual([
      ['tmp/d', ''],
      ['tmp/d/f', 'data'],
    ]);
    expect(err).toBe("tar: removing leading '/' from member names\n");
    expect((await exec(['tar', 'cf', '-', '/none'])).exit).toBe(1);
  });

  it('that is cut off, or is none, ends the command and nothing else', async () => {
    const packed = packTar([{ name: 'f', kind: 'file', bytes: Buffer.from('data'), mode: 0o644, changed: NOW }]);
    // 10 GiB in GNU's base 256, as an upload that is cancelled begins
    packed.writeUInt8(0x80, 124);
    packed.writeBigUInt64BE(10n * 2n ** 30n, 128);
    const cut = await exec(['tar', 'xf', '-', '-C', '/tmp'], packed.subarray(0, 514));
    expect(cut).toMatchObject({ exit: 1, err: 'tar: short read\n' });
    expect(await sh('cat /tmp/f; tar xf - < /etc/hosts || echo no')).toEqual(['dano\n', 'tar: short read\n', 0]);
    expect(await exec(['tar', 'xf', '-'], 'x'.repeat(600))).toMatchObject({ exit: 1, err: 'tar: invalid tar magic\n' });
  });
});
