'use client';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import type { ChannelRow } from '~/server/notifications/model/channel';
import { useTRPC } from '../trpc/client';
import { QueryFailure } from '../trpc/failure-text';
import { Button } from '../ui/button';
import { Dialog } from '../ui/dialog';
import { notify } from '../ui/notify';
import { channelDraftOf, channelInputOf } from './channel-draft';
import { ChannelFields } from './channel-fields';
import { useOwners } from './use-owners';
import { useWrong } from './use-wrong';

/** Makes a channel or changes it; what opens it is written, and never shown. */
export function ChannelForm({ channel, onClose }: { channel: ChannelRow | undefined; onClose: () => void }) {
  const t = useTranslations('notifications');
  const ui = useTranslations('ui');
  const trpc = useTRPC();
  const client = useQueryClient();
  const owners = useOwners();
  const [draft, setDraft] = useState(() => channelDraftOf(channel, owners[0] ?? null));
  const save = useMutation(
    trpc.notifications.saveChannel.mutationOptions({
      onSuccess: () => {
        void client.invalidateQueries();
        void notify({ title: t('channels.saved', { name: draft.name }) });
        onClose();
      },
    }),
  );
  const wrong = useWrong(save.error);
  const footer = (
    <>
      <Button onClick={onClose}>{ui('cancel')}</Button>
      <Button
        look="primary"
        disabled={save.isPending}
        onClick={() => save.mutate(channelInputOf(draft, channel?.id ?? null))}
      >
        {ui('save')}
      </Button>
    </>
  );
  const title = channel ? t('form.editChannel', { name: channel.name }) : t('form.newChannel');
  return (
    <Dialog title={title} description={t('form.policy')} onClose={onClose} footer={footer}>
      <div className="flex flex-col gap-4">
        <ChannelFields
          {...{ draft, wrong, owners }}
          kept={channel}
          change={(part) => setDraft({ ...draft, ...part })}
        />
        {save.error && wrong.size === 0 && <QueryFailure error={save.error} />}
      </div>
    </Dialog>
  );
}
