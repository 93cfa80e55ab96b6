import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createTestAuthority } from '~/server/kube/testing/certificates';
import { followCertificate } from './given-certificate';

const authority = await createTestAuthority('CN=first');
const another = await createTestAuthority('CN=second');
const issued = async (by = authority) => {
  const { certificate, key } = await by.issue({ name: 'CN=hub', hosts: ['hub.test'] });
  return { cert: `${certificate}\n${by.certificate}`, key };
};
const lines = (pem: string | null) => pem?.trim().split('\n');

describe('a certificate in files', () => {
  let folder: string;
  let files: { cert: string; key: string };
  const onTrouble = vi.fn();
  beforeEach(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'portolan-given-'));
    files = { cert: path.join(folder, 'tls.crt'), key: path.join(folder, 'tls.key') };
    onTrouble.mockClear();
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));
  const put = async ({ cert, key }: { cert: string; key: string }) => {
    await writeFile(files.cert, cert);
    await writeFile(files.key, key);
  };

  it('is the one that stands there now, with the authority behind it', async () => {
    const first = await issued();
    await put(first);
    const given = followCertificate(files, onTrouble);
    expect(given()).toMatchObject(first);
    expect(lines(given().authority)).toEqual(lines(authority.certificate));
    expect(given()).toBe(given());
    const second = await issued(another);
    await put(second);
    expect(given()).toMatchObject(second);
    expect(lines(given().authority)).toEqual(lines(another.certificate));
    expect(onTrouble).not.toHaveBeenCalled();
  });

  it('is the one before while another is being put there, and that is told once', async () => {
    const [first, second] = [await issued(), await issued()];
    await put(first);
    const given = followCertificate(files, onTrouble);
    await writeFile(files.cert, second.cert);
    expect([given(), given()]).toMatchObject([first, first]);
    expect(onTrouble).toHaveBeenCalledTimes(1);
    expect(String(onTrouble.mock.calls[0]?.[0])).toContain(
      `${files.cert} and ${files.key} are not a certificate and its key`,
    );
    await writeFile(files.cert, '');
    expect(given()).toMatchObject(first);
    await writeFile(files.cert, second.cert);
    await rm(files.key);
    expect(given()).toMatchObject(first);
    expect(String(onTrouble.mock.calls[1]?.[0])).toContain(`${files.key} cannot be read: ENOENT`);
    await writeFile(files.key, second.key);
    expect(given()).toMatchObject(second);
    expect(onTrouble).toHaveBeenCalledTimes(2);
  });

  it('has to be there at the start', async () => {
    expect(() => followCertificate(files, onTrouble)).toThrow(`${files.cert} cannot be read`);
    await put({ cert: (await issued()).cert, key: (await issued()).key });
    expect(() => followCertificate(files, onTrouble)).toThrow('are not a certificate and its key');
  });
});
