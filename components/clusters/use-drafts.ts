'use client';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTRPC } from '../trpc/client';
import { type Draft, toRegistration, withReport } from './draft';

/** The registrations a person is writing: test each, then save each; one that fails keeps its words and its reason. */
export function useDrafts() {
  const trpc = useTRPC();
  const client = useQueryClient();
  const [drafts, setDrafts] = useState<Draft[]>([]);
  const test = useMutation(trpc.clusters.testConnection.mutationOptions());
  const register = useMutation(trpc.clusters.register.mutationOptions());
  const [busy, setBusy] = useState<{ doing: 'test' | 'save'; key: string }>();
  const change = (key: string, how: (draft: Draft) => Draft) =>
    setDrafts((all) => all.map((draft) => (draft.key === key ? how(draft) : draft)));
  const refuse = (key: string, error: unknown) =>
    change(key, (draft) => ({ ...draft, outcome: { saved: false, error } }));

  const testOne = async ({ key, name, access }: Draft): Promise<boolean> => {
    setBusy({ doing: 'test', key });
    try {
      const report = await test.mutateAsync(name.trim() === '' ? { access } : { name: name.trim(), access });
      change(key, ({ outcome: _, ...draft }) => withReport(draft, report));
      return report.ok;
    } catch (error) {
      refuse(key, error);
      return false;
    } finally {
      setBusy(undefined);
    }
  };

  const saveOne = async (draft: Draft): Promise<boolean> => {
    setBusy({ doing: 'save', key: draft.key });
    try {
      await register.mutateAsync(toRegistration(draft));
      change(draft.key, (each) => ({ ...each, outcome: { saved: true } }));
      void client.invalidateQueries();
      return true;
    } catch (error) {
      refuse(draft.key, error);
      return false;
    } finally {
      setBusy(undefined);
    }
  };

  return { drafts, setDrafts, change, testOne, saveOne, busy };
}
