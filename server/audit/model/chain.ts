import { z } from 'zod';

/** A place of the chain that someone noted: `SEQ:HASH`, as a check prints it. */
export const NotedPoint = z
  .string()
  .regex(/^\d{1,15}:[0-9a-f]{2,64}$/, 'not a point of the chain, such as 42:9f…')
  .transform((text) => {
    const [seq = '', hash = ''] = text.split(':');
    return { seq: Number(seq), hash };
  });

const ChainPoint = z.object({ seq: z.int(), hash: z.string() });
export const ChainReport = z.object({
  entries: z.int(),
  base: ChainPoint,
  head: ChainPoint,
  faults: z.array(z.object({ seq: z.int(), said: z.string() })),
});
export type ChainReport = z.infer<typeof ChainReport>;

/** What a check says to whoever runs it. */
export function sayReport({ entries, base, head, faults }: ChainReport): string {
  const end = `The head is ${head.seq}:${head.hash}; noted elsewhere, it shows that the end is not cut off.`;
  if (faults.length === 0) return `The record holds: ${entries} entries, ${base.seq + 1} to ${head.seq}. ${end}`;
  return ['The record does not hold:', ...faults.map(({ said }) => `  ${said}`)].join('\n');
}
