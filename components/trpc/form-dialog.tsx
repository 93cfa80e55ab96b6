'use client';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { Button } from '../ui/button';
import { Dialog } from '../ui/dialog';
import { QueryFailure } from './failure-text';

type FormDialogProps = {
  title: string;
  description?: string;
  wide?: boolean;
  /** The word on the button that sends. */
  action: string;
  /** What the form lacks before it can be sent. */
  unsaid?: string | undefined;
  busy: boolean;
  /** Why it was not taken, unless the fields tell. */
  error: unknown;
  onSend: () => void;
  onClose: () => void;
  children: ReactNode;
};

/** The frame of a form that is sent at once: its fields, why it was refused, and the two buttons. */
export function FormDialog({ action, unsaid, busy, error, onSend, onClose, children, ...frame }: FormDialogProps) {
  const ui = useTranslations('ui');
  const footer = (
    <>
      <Button onClick={onClose}>{ui('cancel')}</Button>
      <Button look="primary" disabled={busy} refusal={unsaid} onClick={onSend}>
        {action}
      </Button>
    </>
  );
  return (
    <Dialog {...frame} onClose={onClose} footer={footer}>
      <div className="flex flex-col gap-4">
        {children}
        {error !== null && error !== undefined && <QueryFailure error={error} />}
      </div>
    </Dialog>
  );
}
