'use client';
import { useTranslations } from 'next-intl';
import { Input } from '../ui/input';
import { Select } from '../ui/select';

/** What is asked for, and why: a session in a container, whatever it is for. */
export type SessionChoice = { container: string; reason: string };

type SessionFieldsProps = {
  containers: string[];
  choice: SessionChoice;
  onChange: (choice: SessionChoice) => void;
};

/** In which container, and for which reason. */
export function SessionFields({ containers, choice, onChange }: SessionFieldsProps) {
  const t = useTranslations('sessions.fields');
  return (
    <>
      <Select
        aria-label={t('container')}
        className="w-auto!"
        value={choice.container}
        options={containers.map((name) => ({ value: name, label: name }))}
        onChange={(container) => onChange({ ...choice, container })}
      />
      <Input
        aria-label={t('reason')}
        placeholder={t('reason')}
        className="w-64!"
        maxLength={500}
        value={choice.reason}
        onChange={(event) => onChange({ ...choice, reason: event.target.value })}
      />
    </>
  );
}
