import { useTranslations } from 'next-intl';

/** What was said of a transfer; null: the hub was not there to say anything. */
export function TransferText({ text }: { text: string | null }) {
  const t = useTranslations('sessions.files');
  if (text === '') return null;
  return <p className="text-xs break-words whitespace-pre-line text-ink-soft">{text ?? t('unreachable')}</p>;
}
