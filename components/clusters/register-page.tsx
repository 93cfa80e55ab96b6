'use client';
import dynamic from 'next/dynamic';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { Button } from '../ui/button';
import { PageHeader } from '../ui/page-header';
import { SegmentedControl } from '../ui/segmented-control';
import { type DirectAccess, emptyAccess } from './access-fields';
import { AccessSource } from './access-source';
import { type Draft, newDraft } from './draft';
import { DraftCard } from './draft-card';
import { KubeconfigSource } from './kubeconfig-source';
import { useDrafts } from './use-drafts';

const JoinSource = dynamic(() => import('./join-source').then((module) => module.JoinSource), { ssr: false });

const METHODS = ['kubeconfig', 'token', 'client-certificate', 'inside'] as const;
type Method = (typeof METHODS)[number];
const DIRECT = 'direct';

const directDraft = (by: DirectAccess['by']): Draft[] => [newDraft(DIRECT, '', emptyAccess(by))];

/** Four ways to bring a cluster onto the chart; those that the hub dials are tested before anything is saved. */
export function RegisterPage() {
  const t = useTranslations('register');
  const [method, setMethod] = useState<Method>('kubeconfig');
  const { drafts, setDrafts, change, testOne, saveOne, busy } = useDrafts();
  const choose = (next: Method) => {
    setMethod(next);
    setDrafts(next === 'kubeconfig' || next === 'inside' ? [] : directDraft(next));
  };
  const open = drafts.filter((draft) => !draft.outcome?.saved);
  const ready = open.filter((draft) => draft.report?.ok);
  const tested = open.some((draft) => draft.report !== undefined);
  const refusal = ready.length > 0 ? undefined : t(tested ? 'mendFirst' : 'testFirst');
  const testAll = async () => {
    for (const draft of open) await testOne(draft);
  };
  const saveAll = async () => {
    for (const draft of ready) await saveOne(draft);
  };
  const methods = METHODS.map((value) => ({ value, label: t(`method.${value}`) }));
  return (
    <>
      <PageHeader title={t('title')} lead={t('lead')} />
      <div className="flex w-full max-w-3xl flex-col gap-5 px-6 pb-10">
        <SegmentedControl label={t('methods')} value={method} options={methods} onChange={choose} />
        {method === 'inside' ? (
          <JoinSource />
        ) : method === 'kubeconfig' ? (
          <KubeconfigSource drafts={drafts} onDrafts={setDrafts} />
        ) : (
          drafts.map((draft) => (
            <AccessSource key={draft.key} draft={draft} onChange={(how) => change(draft.key, how)} />
          ))
        )}
        {drafts.map((draft) => (
          <DraftCard
            key={draft.key}
            draft={draft}
            busy={busy?.key === draft.key}
            onChange={(how) => change(draft.key, how)}
            onTest={() => void testOne(draft)}
          />
        ))}
        {open.length > 0 && (
          <div className="sticky bottom-0 flex items-center gap-2 border-t border-line bg-paper py-3">
            {open.length > 1 && (
              <Button disabled={busy !== undefined} onClick={() => void testAll()}>
                {t('testAll')}
              </Button>
            )}
            <Button look="primary" disabled={busy !== undefined} refusal={refusal} onClick={() => void saveAll()}>
              {t('save', { count: Math.max(1, ready.length) })}
            </Button>
            <span className="text-xs text-ink-faint">{refusal ?? t('sealed')}</span>
          </div>
        )}
      </div>
    </>
  );
}
