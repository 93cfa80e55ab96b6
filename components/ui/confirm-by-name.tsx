'use client';
import { useTranslations } from 'next-intl';
import { type ReactNode, useState } from 'react';
import { Button } from './button';
import { Dialog } from './dialog';
import { Field } from './field';
import { Input } from './input';

type ConfirmByNameProps = {
  title: string;
  name: string;
  action: string;
  busy: boolean;
  /** What else is lacking before it can be done. */
  unsaid?: string | undefined;
  children: ReactNode;
  onConfirm: (typed: string) => void;
  onClose: () => void;
};

/** For what cannot be undone: the button works once the thing's own name has been typed. */
export function ConfirmByName({ title, name, action, busy, unsaid, children, onConfirm, onClose }: ConfirmByNameProps) {
  const t = useTranslations('ui');
  const [typed, setTyped] = useState('');
  const footer = (
    <>
      <Button onClick={onClose}>{t('cancel')}</Button>
      <Button
        look="danger"
        disabled={busy}
        refusal={unsaid ?? (typed === name ? undefined : t('typeNameFirst', { name }))}
        onClick={() => onConfirm(typed)}
      >
        {action}
      </Button>
    </>
  );
  return (
    <Dialog title={title} onClose={onClose} footer={footer}>
      <div className="flex flex-col gap-4">
        {children}
        <Field label={t('typeName', { name })}>
          {(control) => <Input {...control} value={typed} onChange={(event) => setTyped(event.target.value)} />}
        </Field>
      </div>
    </Dialog>
  );
}
