'use client';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { Button } from '../ui/button';
import { Dialog } from '../ui/dialog';
import { ProgressText } from '../ui/progress-text';
import { ReasonField } from '../ui/reason-field';
import { QueryFailure } from './failure-text';
import type { WriteSteps } from './use-write-steps';
import { WriteFailure } from './write-failure';

type WriteDialogProps = {
  title: string;
  lead: string;
  write: WriteSteps;
  /** What the form lacks before it can be previewed. */
  unsaid: string | undefined;
  onPreview: () => void;
  onClose: () => void;
  form: ReactNode;
  preview: ReactNode;
  outcome: ReactNode;
};

/** The frame of a change of many objects: its form, what it will change where, and what became of each. */
export function WriteDialog({ title, lead, write, form, preview, outcome, ...footer }: WriteDialogProps) {
  const t = useTranslations('ui.write');
  const { step, error, outcomes } = write;
  return (
    <Dialog
      wide
      title={title}
      description={step === 'form' ? lead : t(`step.${step}`)}
      onClose={footer.onClose}
      onBack={step === 'preview' && !write.busy ? write.back : undefined}
      footer={<Footer write={write} {...footer} />}
    >
      <div className="flex flex-col gap-4">
        {step === 'form' && form}
        {step === 'preview' && preview}
        {step === 'preview' && <ReasonField value={write.reason} onChange={write.setReason} />}
        {step === 'outcome' && outcomes.length > 0 && outcome}
        {error !== null && step === 'form' && <QueryFailure error={error} />}
        {error !== null && step !== 'form' && <WriteFailure error={error} done={outcomes.length} of={write.changing} />}
      </div>
    </Dialog>
  );
}

type FooterProps = Pick<WriteDialogProps, 'write' | 'unsaid' | 'onPreview' | 'onClose'>;

function Footer({ write, unsaid, onPreview, onClose }: FooterProps) {
  const t = useTranslations('ui.write');
  const ui = useTranslations('ui');
  if (write.step === 'outcome')
    return (
      <Button look="primary" onClick={onClose}>
        {ui('close')}
      </Button>
    );
  if (write.step === 'form')
    return (
      <>
        <Button onClick={onClose}>{ui('cancel')}</Button>
        <Button look="primary" disabled={write.busy} refusal={unsaid} onClick={onPreview}>
          {t('preview')}
        </Button>
      </>
    );
  return (
    <>
      {write.applying && <ProgressText done={write.outcomes.length} of={write.changing} />}
      <Button disabled={write.busy} onClick={write.back}>
        {t('back')}
      </Button>
      <Button
        look="primary"
        disabled={write.busy}
        refusal={write.changing === 0 ? t('nothing') : undefined}
        onClick={write.apply}
      >
        {t('apply', { count: write.changing })}
      </Button>
    </>
  );
}
