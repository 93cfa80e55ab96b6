'use client';
import { X } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { Dialog as Radix } from 'radix-ui';
import type { ReactNode } from 'react';
import { cn } from './cn';

type DialogProps = {
  title: string;
  description?: ReactNode;
  wide?: boolean;
  onClose: () => void;
  /** Where there is a step to go back to, Escape goes there: what a person wrote is not dropped by one key. */
  onBack?: (() => void) | undefined;
  children: ReactNode;
  footer?: ReactNode;
};

/** A modal dialog that is open while it is mounted; callers load it with `dynamic()` when it is first needed. */
export function Dialog({ title, description, wide = false, onClose, onBack, children, footer }: DialogProps) {
  const t = useTranslations('ui');
  return (
    <Radix.Root open onOpenChange={(open) => !open && onClose()}>
      <Radix.Portal>
        <Radix.Overlay className="animate-fade fixed inset-0 z-40 bg-[#0a1622]/45" />
        <Radix.Content
          {...(description ? {} : { 'aria-describedby': undefined })}
          onEscapeKeyDown={(event) => {
            if (!onBack) return;
            event.preventDefault();
            onBack();
          }}
          className={cn(
            'animate-fade fixed top-[8vh] left-1/2 z-50 flex max-h-[84vh] w-[calc(100vw-2rem)] -translate-x-1/2 flex-col rounded-lg border border-line bg-sheet shadow-float',
            wide ? 'max-w-3xl' : 'max-w-lg',
          )}
        >
          <header className="flex items-start gap-3 border-b border-line py-3 pr-3 pl-5">
            <div className="min-w-0 flex-1 py-1">
              <Radix.Title className="text-lg leading-6 font-semibold">{title}</Radix.Title>
              {description && (
                <Radix.Description className="mt-0.5 text-sm text-ink-soft">{description}</Radix.Description>
              )}
            </div>
            <Radix.Close className="rounded-md p-1.5 text-ink-soft hover:bg-hover" aria-label={t('close')}>
              <X className="size-4" />
            </Radix.Close>
          </header>
          <div className="min-h-0 flex-1 overflow-y-auto px-5 py-4">{children}</div>
          {footer && <footer className="flex justify-end gap-2 border-t border-line px-5 py-3">{footer}</footer>}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}
