'use client';
import { CircleCheck } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { ScopedLink } from '../shell/scoped-link';
import { issuesOf } from '../trpc/failure-from';
import { QueryFailure } from '../trpc/failure-text';
import { Button } from '../ui/button';
import { Combobox } from '../ui/combobox';
import { Field } from '../ui/field';
import { Input } from '../ui/input';
import { clusterHref } from './cluster-href';
import { ConnectionChecks } from './connection-checks';
import { type Draft, PLACE_FIELDS } from './draft';
import { useKnownPlaces } from './use-known-places';
import { useProblems } from './use-problems';

type DraftCardProps = {
  draft: Draft;
  busy: boolean;
  onChange: (how: (draft: Draft) => Draft) => void;
  onTest: () => void;
};

/** One cluster to be: its name, its place, its test, and what became of it. */
export function DraftCard({ draft, busy, onChange, onTest }: DraftCardProps) {
  const t = useTranslations('register');
  const error = draft.outcome?.saved === false ? draft.outcome.error : undefined;
  const problems = useProblems(draft.report, error);
  if (draft.outcome?.saved) return <Saved name={draft.name} />;
  return (
    <section aria-label={draft.name} className="flex flex-col gap-4 rounded-lg border border-line bg-sheet p-4">
      <div className="flex items-end gap-3">
        <div className="flex-1">
          <Field label={t('name')} hint={t('nameHint')} error={problems['name']}>
            {(control) => (
              <Input
                {...control}
                value={draft.name}
                onChange={(event) => onChange((old) => ({ ...old, name: event.target.value }))}
              />
            )}
          </Field>
        </div>
      </div>
      <PlaceInputs draft={draft} onChange={onChange} problems={problems} />
      {draft.report && <ConnectionChecks report={draft.report} />}
      {error !== undefined && issuesOf(error).length === 0 && <QueryFailure error={error} />}
      <div>
        <Button disabled={busy} onClick={onTest}>
          {busy ? t('testing') : draft.report ? t('testAgain') : t('test')}
        </Button>
      </div>
    </section>
  );
}

type PlaceInputsProps = Pick<DraftCardProps, 'draft' | 'onChange'> & { problems: Record<string, string> };

function PlaceInputs({ draft, onChange, problems }: PlaceInputsProps) {
  const t = useTranslations('register');
  const known = useKnownPlaces();
  return (
    <div className="grid gap-3 sm:grid-cols-2">
      {PLACE_FIELDS.map((field) => (
        <Field key={field} label={t(`place.${field}`)} error={problems[field]}>
          {(control) => (
            <Combobox
              {...control}
              placeholder={t('fromNodes')}
              suggestions={known[field]}
              value={draft.place[field]}
              onChange={(value) => onChange((old) => ({ ...old, place: { ...old.place, [field]: value } }))}
            />
          )}
        </Field>
      ))}
    </div>
  );
}

function Saved({ name }: { name: string }) {
  const t = useTranslations('register');
  return (
    <p className="flex items-center gap-2 rounded-lg border border-healthy-line bg-healthy-soft px-4 py-3 text-sm">
      <CircleCheck aria-hidden className="size-4 text-healthy" />
      <span className="flex-1">{t('saved', { name })}</span>
      <ScopedLink href={clusterHref(name)} className="text-accent underline">
        {t('open')}
      </ScopedLink>
    </p>
  );
}
