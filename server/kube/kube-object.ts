import { z } from 'zod';

/** The least that makes an answer an object; what a kind means by its fields is validated where it is read. */
export const KubeObjectSchema = z.looseObject({ metadata: z.looseObject({ name: z.string().optional() }) });
