'use client';
import { useTranslations } from 'next-intl';
import { Button } from '../ui/button';
import { CodeBlock } from '../ui/code-block';
import { Dialog } from '../ui/dialog';

type ShownOnceProps = { title: string; text: string; secret: string; onClose: () => void };

/** A secret that was just made: after this dialog nobody can read it any more. */
export function ShownOnce({ title, text, secret, onClose }: ShownOnceProps) {
  const ui = useTranslations('ui');
  const close = (
    <Button look="primary" onClick={onClose}>
      {ui('close')}
    </Button>
  );
  return (
    <Dialog title={title} onClose={onClose} footer={close}>
      <div className="flex flex-col gap-4">
        <p className="text-sm">{text}</p>
        <CodeBlock code={secret} />
      </div>
    </Dialog>
  );
}
