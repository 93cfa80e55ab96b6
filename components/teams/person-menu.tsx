'use client';
import { useQuery } from '@tanstack/react-query';
import { CircleUserRound, LogOut } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { useTRPC, useTRPCClient } from '../trpc/client';
import { Menu } from '../ui/menu';

const BUTTON =
  'inline-flex size-8 items-center justify-center rounded-md text-ink-soft transition-colors hover:bg-hover hover:text-ink [&_svg]:size-4';

export function PersonMenu() {
  const t = useTranslations('shell.person');
  const router = useRouter();
  const trpc = useTRPC();
  const me = useQuery(trpc.teams.me.queryOptions());
  const client = useTRPCClient();
  const leave = () => window.location.assign('/sign-in');
  // who leaves goes, whatever the hub answers; a mutation hook would cost every page its observer
  const signOut = () => void client.teams.signOut.mutate(undefined).then(leave, leave);
  return (
    <Menu
      label={me.data ? t('label', { name: me.data.name }) : t('anonymous')}
      trigger={<CircleUserRound />}
      triggerClass={BUTTON}
      groups={[
        {
          ...(me.data ? { label: me.data.name } : {}),
          items: [
            { label: t('account'), icon: <CircleUserRound />, onSelect: () => router.push('/account') },
            { label: t('signOut'), icon: <LogOut />, onSelect: signOut },
          ],
        },
      ]}
    />
  );
}
