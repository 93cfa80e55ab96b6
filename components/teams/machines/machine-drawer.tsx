'use client';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { PowerOff, RotateCcw } from 'lucide-react';
import dynamic from 'next/dynamic';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import type { MachineRow } from '~/server/teams/model/machine';
import { useTRPC } from '../../trpc/client';
import { QueryFailure } from '../../trpc/failure-text';
import { Badge } from '../../ui/badge';
import { Button } from '../../ui/button';
import { DescriptionList } from '../../ui/description-list';
import { Drawer } from '../../ui/drawer';
import { RelativeTime } from '../../ui/relative-time';
import { GrantsOf } from '../people/grants-of';
import { TokensOf } from '../people/tokens-of';

const DisableDialog = dynamic(() => import('../people/disable-dialog').then(({ DisableDialog: dialog }) => dialog));

/** One machine: who looks after it, the tokens that it shows, what it may do. */
export function MachineDrawer({ machine, onClose }: { machine: MachineRow; onClose: () => void }) {
  const t = useTranslations('people.machines');
  const trpc = useTRPC();
  const client = useQueryClient();
  const [disabling, setDisabling] = useState(false);
  const { id, name, owner, disabled, createdAt, manageable } = machine;
  const enable = useMutation(
    trpc.teams.disableMachine.mutationOptions({ onSettled: () => void client.invalidateQueries() }),
  );
  const refusal = manageable ? undefined : t('notYours');
  const ownerLink = owner && (
    <Link className="text-accent hover:underline" href={`/teams/team/${owner}`}>
      {t('team', { name: owner })}
    </Link>
  );
  const facts = [
    { term: t('owner'), value: ownerLink ?? t('fleet') },
    { term: t('since'), value: <RelativeTime at={createdAt} /> },
  ];
  return (
    <Drawer title={name} subtitle={<Badge>{t(disabled ? 'off' : 'on')}</Badge>} onClose={onClose}>
      <div className="flex flex-col gap-6">
        <div>
          {disabled ? (
            <Button
              size="sm"
              disabled={enable.isPending}
              refusal={refusal}
              onClick={() => enable.mutate({ id, disabled: false })}
            >
              <RotateCcw className="size-3.5" />
              {t('enable')}
            </Button>
          ) : (
            <Button size="sm" look="danger" refusal={refusal} onClick={() => setDisabling(true)}>
              <PowerOff className="size-3.5" />
              {t('disable')}
            </Button>
          )}
        </div>
        {enable.error && <QueryFailure error={enable.error} />}
        <DescriptionList facts={facts} />
        <TokensOf makes holder={machine} refusal={disabled ? t('enableFirst') : refusal} />
        <GrantsOf id={id} />
      </div>
      {disabling && <DisableDialog kind="machine" id={id} name={name} onClose={() => setDisabling(false)} />}
    </Drawer>
  );
}
