'use client';
import { useQuery } from '@tanstack/react-query';
import { Plus, X } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useTRPC } from '../../trpc/client';
import { Button } from '../../ui/button';
import { IconButton } from '../../ui/icon-button';
import { Input } from '../../ui/input';
import { Select } from '../../ui/select';
import type { GroupRow } from './provider-draft';

type GroupRowsProps = { rows: GroupRow[]; error: string | undefined; onChange: (rows: GroupRow[]) => void };

/** Which of the provider's groups are which team here; who leaves the group there leaves the team with the next sign-in. */
export function GroupRows({ rows, error, onChange }: GroupRowsProps) {
  const t = useTranslations('people.providers');
  const trpc = useTRPC();
  const teams = useQuery(trpc.teams.list.queryOptions());
  const names = (teams.data ?? []).map(({ name }) => name);
  const add = () => onChange([...rows, { id: Date.now(), group: '', team: '' }]);
  const set = (row: GroupRow) => onChange(rows.map((each) => (each.id === row.id ? row : each)));
  return (
    <fieldset className="flex flex-col gap-1.5">
      <legend className="pb-1 text-xs font-medium">{t('groups')}</legend>
      <p className="text-xs text-ink-faint">{t('groupsHint')}</p>
      {rows.map((row) => (
        <div key={row.id} className="flex items-center gap-1.5">
          <Input
            aria-label={t('group')}
            placeholder={t('group')}
            className="font-mono text-xs!"
            value={row.group}
            onChange={(event) => set({ ...row, group: event.target.value })}
          />
          <span aria-hidden className="text-ink-faint">
            →
          </span>
          <Select
            aria-label={t('team')}
            value={row.team}
            options={optionsOf(names, row.team, t('chooseTeam'))}
            onChange={(team) => set({ ...row, team })}
          />
          <IconButton
            label={t('removeGroup')}
            icon={<X />}
            onClick={() => onChange(rows.filter(({ id }) => id !== row.id))}
          />
        </div>
      ))}
      {error && (
        <p role="alert" className="text-xs text-failed">
          {error}
        </p>
      )}
      <div>
        <Button size="sm" look="quiet" onClick={add}>
          <Plus className="size-3.5" />
          {t('addGroup')}
        </Button>
      </div>
    </fieldset>
  );
}

/** A team that is gone still shows in its row, so that one sees what is refused. */
function optionsOf(names: string[], kept: string, choose: string) {
  const all = kept === '' || names.includes(kept) ? names : [kept, ...names];
  return [{ value: '', label: choose }, ...all.map((value) => ({ value, label: value }))];
}
