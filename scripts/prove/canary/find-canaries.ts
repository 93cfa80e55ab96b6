import crypto from 'node:crypto';

/** Something secret, under the name that a violation bears. */
export type Canary = { name: string; value: string };

export const canary = (name: string): Canary => ({ name, value: `canary-${crypto.randomBytes(15).toString('hex')}` });

/** Every form in which a secret may be written: as it is, in base64 at each of the three offsets, hex, in an address, as JSON. */
export function formsOf(value: string): string[] {
  const bytes = Buffer.from(value);
  const base64 = [0, 1, 2].map((offset) => {
    const text = Buffer.concat([Buffer.alloc(offset), bytes])
      .toString('base64')
      .replace(/=+$/, '');
    // the first and last signs depend on what stands beside it
    return text.slice(offset === 0 ? 0 : offset + 1, -1);
  });
  const forms = [value, ...base64, ...base64.map(toUrl), bytes.toString('hex'), encodeURIComponent(value)];
  return [...new Set([...forms, JSON.stringify(value).slice(1, -1)])];
}

const toUrl = (base64: string) => base64.replaceAll('+', '-').replaceAll('/', '_');

/** Which canaries stand in a text, in whatever form. */
export function findCanaries(text: string, canaries: readonly Canary[]): string[] {
  const lower = text.toLowerCase();
  return canaries
    .filter(({ value }) => formsOf(value).some((form) => text.includes(form) || lower.includes(form.toLowerCase())))
    .map(({ name }) => name);
}
