'use client';
import { Check, Copy } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { IconButton } from './icon-button';

const SHOWN_MS = 1500;

export function CopyButton({ text, className }: { text: string; className?: string }) {
  const t = useTranslations('ui');
  const [copied, setCopied] = useState(false);
  const copy = () => {
    navigator.clipboard.writeText(text).then(
      () => {
        setCopied(true);
        setTimeout(() => setCopied(false), SHOWN_MS);
      },
      () => setCopied(false),
    );
  };
  return (
    <IconButton
      label={copied ? t('copied') : t('copy')}
      icon={copied ? <Check /> : <Copy />}
      onClick={copy}
      {...(className === undefined ? {} : { className })}
    />
  );
}
