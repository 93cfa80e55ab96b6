import { z } from 'zod';

/** A node of a kind's schema, reduced to what an editor shows and checks. `values`: of a map. `open`: anything may follow. */
export type SchemaNode = {
  type?: string | undefined;
  ref?: string | undefined;
  description?: string | undefined;
  enum?: string[] | undefined;
  required?: string[] | undefined;
  properties?: Record<string, SchemaNode> | undefined;
  items?: SchemaNode | undefined;
  values?: SchemaNode | undefined;
  open?: boolean | undefined;
};

export const SchemaNode: z.ZodType<SchemaNode> = z.lazy(() =>
  z.object({
    type: z.string().optional(),
    ref: z.string().optional(),
    description: z.string().optional(),
    enum: z.array(z.string()).optional(),
    required: z.array(z.string()).optional(),
    properties: z.record(z.string(), SchemaNode).optional(),
    items: SchemaNode.optional(),
    values: SchemaNode.optional(),
    open: z.boolean().optional(),
  }),
);

/** A kind's schema by names; null where the member has none. */
export const KindSchema = z.object({ root: z.string(), definitions: z.record(z.string(), SchemaNode) }).nullable();
export type KindSchema = z.infer<typeof KindSchema>;
