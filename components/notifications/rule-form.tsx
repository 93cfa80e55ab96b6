'use client';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useLocale, useTranslations } from 'next-intl';
import { useState } from 'react';
import type { ChannelRow } from '~/server/notifications/model/channel';
import type { RuleRow } from '~/server/notifications/model/rule';
import { useTRPC } from '../trpc/client';
import { QueryFailure } from '../trpc/failure-text';
import { Button } from '../ui/button';
import { Dialog } from '../ui/dialog';
import { notify } from '../ui/notify';
import { QuietFields } from './quiet-fields';
import { draftOf, inputOf } from './rule-draft';
import { RuleFields } from './rule-fields';
import { ScopeFields } from './scope-fields';
import { useOwners } from './use-owners';
import { useWrong } from './use-wrong';

type RuleFormProps = { rule: RuleRow | undefined; channels: readonly ChannelRow[]; onClose: () => void };

/** Makes a rule or changes it. */
export function RuleForm({ rule, channels, onClose }: RuleFormProps) {
  const t = useTranslations('notifications');
  const ui = useTranslations('ui');
  const trpc = useTRPC();
  const client = useQueryClient();
  const owners = useOwners();
  const language = useLocale() === 'zh-CN' ? 'zh-CN' : 'en';
  const [draft, setDraft] = useState(() => {
    const { timeZone } = Intl.DateTimeFormat().resolvedOptions();
    // the owner of the first channel: a rule without a channel of its team cannot be made
    return draftOf(rule, { team: channels[0]?.team ?? owners[0] ?? null, timeZone, language });
  });
  const change = (part: Partial<typeof draft>) => setDraft({ ...draft, ...part });
  const save = useMutation(
    trpc.notifications.saveRule.mutationOptions({
      onSuccess: () => {
        void client.invalidateQueries();
        void notify({ title: t('rules.saved', { name: draft.name }) });
        onClose();
      },
    }),
  );
  const wrong = useWrong(save.error);
  const footer = (
    <>
      <Button onClick={onClose}>{ui('cancel')}</Button>
      <Button look="primary" disabled={save.isPending} onClick={() => save.mutate(inputOf(draft, rule?.id ?? null))}>
        {ui('save')}
      </Button>
    </>
  );
  const title = rule ? t('form.editRule', { name: rule.name }) : t('form.newRule');
  return (
    <Dialog wide title={title} onClose={onClose} footer={footer}>
      <div className="flex flex-col gap-5">
        <RuleFields {...{ draft, change, wrong, channels, owners }} isNew={rule === undefined} />
        <ScopeFields {...{ draft, change, wrong }} />
        <QuietFields {...{ draft, change, wrong }} />
        {save.error && wrong.size === 0 && <QueryFailure error={save.error} />}
      </div>
    </Dialog>
  );
}
