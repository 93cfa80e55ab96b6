import { describe, expect, it } from 'vitest';
import type { z } from 'zod';
import { ALL_ACTIONS } from '~/server/teams/model/action';
import { appRouter } from './root';

type Definition = { type: string; meta?: { action?: string; policy?: string }; inputs: z.ZodType[]; output?: unknown };
const procedures = Object.entries(appRouter._def.procedures as unknown as Record<string, { _def: Definition }>);

describe.each(procedures)('%s', (path, { _def: definition }) => {
  it('is an action of its own name that the rights know', () => {
    expect(definition.meta?.action).toBe(path);
    expect(ALL_ACTIONS as string[]).toContain(path);
  });

  it('says how it is authorized', () => {
    expect(['self', 'fleet', 'sight', 'target']).toContain(definition.meta?.policy);
  });

  it('takes strict input', () => {
    const refused = definition.inputs.some((schema) => !schema.safeParse({ unknownKey: 1 }).success);
    expect(refused).toBe(true);
  });

  it('says what it returns', () => {
    if (definition.type !== 'subscription') expect(definition.output).toBeDefined();
  });
});
