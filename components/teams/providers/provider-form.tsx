'use client';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { PlugZap } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import type { ProviderRow } from '~/server/teams/model/provider';
import { useTRPC } from '../../trpc/client';
import { issuesOf } from '../../trpc/failure-from';
import { FormDialog } from '../../trpc/form-dialog';
import { Button } from '../../ui/button';
import { notify } from '../../ui/notify';
import { HealthDetail } from './health-text';
import { authorityOf, draftOf, inputOf, type ProviderDraft, wrongRows } from './provider-draft';
import { ProviderFields } from './provider-fields';

type ProviderFormProps = { kept?: ProviderRow; onClose: () => void };

/** Makes a provider or changes it; what is typed can be tried before it is kept. */
export function ProviderForm({ kept, onClose }: ProviderFormProps) {
  const t = useTranslations('people.providers');
  const ui = useTranslations('ui');
  const trpc = useTRPC();
  const client = useQueryClient();
  const [draft, setDraft] = useState(() => draftOf(kept));
  const [mended, setMended] = useState<ReadonlySet<string>>(new Set());
  const save = useMutation(
    trpc.teams.saveProvider.mutationOptions({
      onSuccess: () => {
        void client.invalidateQueries();
        void notify({ title: t('saved', { label: draft.label }) });
        onClose();
      },
    }),
  );
  const test = useMutation(trpc.teams.testProvider.mutationOptions());
  const wrong = useWrong(draft, [save.error, test.error], mended);
  const isTold = [save.error, test.error].every((error) => issuesOf(error).length > 0 || error === null);
  const tried = { issuer: draft.issuer.trim(), authority: authorityOf(draft.authority) };
  return (
    <FormDialog
      wide
      title={kept ? t('editOf', { label: kept.label }) : t('add')}
      description={t('formLead')}
      action={ui('save')}
      unsaid={wrongRows(draft.groups) && t('mendRows')}
      busy={save.isPending}
      error={isTold ? null : (save.error ?? test.error)}
      onSend={() => {
        setMended(new Set());
        save.mutate(inputOf(draft));
      }}
      onClose={onClose}
    >
      <ProviderFields
        {...{ draft, kept, wrong }}
        change={(part) => {
          setDraft({ ...draft, ...part });
          setMended(new Set([...mended, ...Object.keys(part)]));
          if ('issuer' in part || 'authority' in part) test.reset();
        }}
      />
      <div className="flex flex-col gap-2 border-t border-line pt-4">
        <div>
          <Button
            disabled={test.isPending}
            refusal={tried.issuer === '' ? t('issuerFirst') : undefined}
            onClick={() => {
              setMended(new Set());
              save.reset();
              test.mutate({ ...(kept ? { name: kept.name } : {}), ...tried });
            }}
          >
            <PlugZap className="size-4" />
            {test.isPending ? t('testing') : t('test')}
          </Button>
        </div>
        <output className="empty:hidden">{test.data && <HealthDetail health={test.data} />}</output>
      </div>
    </FormDialog>
  );
}

/** A sentence for what is wrong with a field, as the form or the hub has found it, until it is typed anew. */
function useWrong(
  draft: ProviderDraft,
  errors: unknown[],
  mended: ReadonlySet<string>,
): (field: string) => string | undefined {
  const t = useTranslations('people.providers.wrong');
  const refused = new Set(errors.flatMap(issuesOf).map(({ path }) => path[0]));
  return (field) => {
    const rows = field === 'groups' ? wrongRows(draft.groups) : undefined;
    if (rows) return t(rows);
    return refused.has(field) && !mended.has(field) && t.has(field as 'name') ? t(field as 'name') : undefined;
  };
}
