'use client';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import type { ActionOutcome, ObjectAction } from '~/server/objects/model/action';
import type { ObjectRef } from '~/server/objects/model/ref';
import { QueryFailure } from '../../trpc/failure-text';
import { WriteFailure } from '../../trpc/write-failure';
import { Button } from '../../ui/button';
import { Dialog } from '../../ui/dialog';
import { Field } from '../../ui/field';
import { Input } from '../../ui/input';
import { ProgressText } from '../../ui/progress-text';
import { ReasonField } from '../../ui/reason-field';
import { Skeleton } from '../../ui/skeleton';
import { TargetOutcomeList } from '../target-outcome-list';
import { TargetPreviewList } from '../target-preview-list';
import { targetText } from '../target-text';
import { ActionForm, type ActionIntent, completeAction, firstIntent } from './action-form';
import { type RunningAction, useAction } from './use-action';
import { useConfirmation } from './use-confirmation';

type ActionDialogProps = { action: ObjectAction['do']; targets: ObjectRef[]; replicas?: number; onClose: () => void };

/** One action on one or many objects: say how, see exactly what changes, apply, read what became of each. */
export function ActionDialog({ action, targets, replicas, onClose }: ActionDialogProps) {
  const t = useTranslations('objects.action');
  const [intent, setIntent] = useState<ActionIntent>(() => firstIntent(action, replicas));
  const [typed, setTyped] = useState('');
  const running = useAction(targets, completeAction(intent));
  const [first] = targets;
  const name = first?.name ?? '';
  const confirmation = useConfirmation(action, targets, running.changing);
  const title = t(`title.${action}`, { count: targets.length, name });
  const footer = (
    <Footer
      {...{ action, running, onClose }}
      untyped={typed.trim() === confirmation ? undefined : confirmation}
      incomplete={completeAction(intent) === undefined}
    />
  );
  return (
    <Dialog
      wide
      title={title}
      description={first && targets.length === 1 ? targetText(first) : undefined}
      onClose={onClose}
      footer={footer}
    >
      <div className="flex flex-col gap-4">
        {!running.applying && !running.ended ? (
          <>
            <ActionForm intent={intent} target={targets.length === 1 ? first : undefined} onChange={setIntent} />
            <Preview running={running} />
            <ReasonField value={running.reason} onChange={running.setReason} />
            {confirmation !== undefined && (
              <Field label={t('typeName', { name: confirmation })}>
                {(control) => <Input {...control} value={typed} onChange={(event) => setTyped(event.target.value)} />}
              </Field>
            )}
          </>
        ) : (
          <Outcomes action={action} outcomes={running.outcomes} />
        )}
        {running.broken !== null && (
          <WriteFailure error={running.broken} done={running.outcomes.length} of={running.changing.length} />
        )}
      </div>
    </Dialog>
  );
}

function Preview({ running: { preview } }: { running: RunningAction }) {
  const t = useTranslations('objects.action');
  if (preview.error) return <QueryFailure error={preview.error} onRetry={() => void preview.refetch()} />;
  if (preview.data) return <TargetPreviewList items={preview.data} />;
  return preview.isFetching ? <Skeleton className="h-16" /> : <p className="text-sm text-ink-soft">{t('sayFirst')}</p>;
}

type OutcomesProps = { action: ObjectAction['do']; outcomes: readonly ActionOutcome[] };

function Outcomes({ action, outcomes }: OutcomesProps) {
  const t = useTranslations('objects.action');
  const isFollowed = action === 'restart' && outcomes.some(({ outcome }) => outcome === 'applied');
  return (
    <>
      <TargetOutcomeList outcomes={outcomes} />
      {isFollowed && <p className="text-sm text-ink-soft">{t('restarting')}</p>}
    </>
  );
}

type FooterProps = {
  action: ObjectAction['do'];
  running: RunningAction;
  untyped: string | undefined;
  incomplete: boolean;
  onClose: () => void;
};

function Footer({ action, running, untyped, incomplete, onClose }: FooterProps) {
  const t = useTranslations('objects.action');
  const ui = useTranslations('ui');
  const { applying, ended, changing, preview, outcomes } = running;
  if (ended)
    return (
      <Button look="primary" onClick={onClose}>
        {ui('close')}
      </Button>
    );
  const refusal = () => {
    if (incomplete) return t('sayFirst');
    if (changing.length === 0) return ui('write.nothing');
    return untyped === undefined ? undefined : t('typeName', { name: untyped });
  };
  return (
    <>
      {applying && changing.length > 1 && <ProgressText done={outcomes.length} of={changing.length} />}
      <Button disabled={applying} onClick={onClose}>
        {ui('cancel')}
      </Button>
      <Button
        look={action === 'delete' ? 'danger' : 'primary'}
        disabled={applying || preview.isFetching}
        refusal={refusal()}
        onClick={running.apply}
      >
        {t(`do.${action}`)}
      </Button>
    </>
  );
}
