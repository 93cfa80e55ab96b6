'use client';
import { useMutation } from '@tanstack/react-query';
import { Pencil, Send, Trash2 } from 'lucide-react';
import { useLocale, useTranslations } from 'next-intl';
import { useState } from 'react';
import type { ChannelRow } from '~/server/notifications/model/channel';
import { useTRPC } from '../trpc/client';
import { QueryFailure } from '../trpc/failure-text';
import { Button } from '../ui/button';
import { DescriptionList } from '../ui/description-list';
import { Drawer } from '../ui/drawer';
import { StatusMark } from '../ui/status-mark';
import { RemoveDialog } from './remove-dialog';
import { useFaultText } from './use-fault-text';

type ChannelDrawerProps = { channel: ChannelRow; onEdit: () => void; onClose: () => void };

/** Where one channel leads, and what can be done with it. */
export function ChannelDrawer({ channel, onEdit, onClose }: ChannelDrawerProps) {
  const t = useTranslations('notifications');
  const trpc = useTRPC();
  const [removing, setRemoving] = useState(false);
  const refusal = channel.editable ? undefined : t('mayNot');
  const inUse = channel.rules > 0 ? t('channels.inUse', { count: channel.rules }) : undefined;
  return (
    <Drawer
      title={channel.name}
      subtitle={<p className="text-xs text-ink-faint">{channel.team ?? t('fleet')}</p>}
      onClose={onClose}
    >
      <div className="flex flex-col gap-5">
        <TestChannel id={channel.id} refusal={refusal}>
          <Button size="sm" refusal={refusal} onClick={onEdit}>
            <Pencil className="size-3.5" />
            {t('channels.edit')}
          </Button>
          <Button size="sm" refusal={refusal ?? inUse} onClick={() => setRemoving(true)}>
            <Trash2 className="size-3.5" />
            {t('remove')}
          </Button>
        </TestChannel>
        <DescriptionList facts={useFacts(channel)} />
      </div>
      {removing && (
        <RemoveDialog
          title={t('channels.removeTitle', { name: channel.name })}
          text={t('channels.removeText')}
          done={t('channels.removed', { name: channel.name })}
          id={channel.id}
          mutation={trpc.notifications.removeChannel.mutationOptions()}
          onDone={onClose}
          onClose={() => setRemoving(false)}
        />
      )}
    </Drawer>
  );
}

type TestChannelProps = { id: string; refusal: string | undefined; children: React.ReactNode };

/** Sends one message now, and says in place whether it has arrived. */
function TestChannel({ id, refusal, children }: TestChannelProps) {
  const t = useTranslations('notifications.channels');
  const trpc = useTRPC();
  const language = useLocale() === 'zh-CN' ? 'zh-CN' : 'en';
  const faultText = useFaultText();
  const test = useMutation(trpc.notifications.testChannel.mutationOptions());
  const sent = test.data;
  const sentence = () => {
    if (!sent) return '';
    if (sent.ok) return t('testOk', { status: sent.status === null ? 'none' : String(sent.status) });
    return t('testFailed', { reason: faultText(sent.fault, sent.status) });
  };
  return (
    <>
      <div className="flex flex-wrap gap-2">
        <Button
          size="sm"
          look="primary"
          disabled={test.isPending}
          refusal={refusal}
          onClick={() => test.mutate({ id, language })}
        >
          <Send className="size-3.5" />
          {t('test')}
        </Button>
        {children}
      </div>
      <output className="flex items-baseline gap-2 text-sm empty:hidden">
        {sent && <StatusMark status={sent.ok ? 'healthy' : 'failed'} />}
        {sentence()}
      </output>
      {test.error && <QueryFailure error={test.error} />}
    </>
  );
}

function useFacts({ kind, leadsTo, server, certificateAuthority, rules }: ChannelRow) {
  const t = useTranslations('notifications');
  const mail = server
    ? [
        { term: t('form.host'), value: `${server.host}:${server.port} (${t(`form.${server.security}`)})` },
        { term: t('form.sender'), value: server.from },
        ...(server.user === null ? [] : [{ term: t('form.user'), value: server.user }]),
      ]
    : [];
  return [
    { term: t('column.kind'), value: t(`channelKind.${kind}`) },
    { term: t('column.leadsTo'), value: leadsTo },
    ...mail,
    { term: t('channels.ca'), value: t(certificateAuthority === null ? 'channels.caSystem' : 'channels.caOwn') },
    { term: t('column.rules'), value: rules },
  ];
}
