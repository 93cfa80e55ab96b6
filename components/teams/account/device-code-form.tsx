'use client';
import { useTranslations } from 'next-intl';
import { type FormEvent, useState } from 'react';
import { Button } from '../../ui/button';
import { Field } from '../../ui/field';
import { Input } from '../../ui/input';
import { type DeviceRefusal, useDeviceText } from './use-device-text';

type CodeFormProps = {
  given: string;
  refusal: DeviceRefusal | undefined;
  busy: boolean;
  onCode: (code: string) => void;
};

/** Takes the code that a machine shows, and says what is wrong with the one before. */
export function DeviceCodeForm({ given, refusal, busy, onCode }: CodeFormProps) {
  const t = useTranslations('people.device');
  const refusalText = useDeviceText();
  const [typed, setTyped] = useState(given);
  const send = (event: FormEvent) => {
    event.preventDefault();
    if (typed.trim() !== '') onCode(typed);
  };
  return (
    <form className="flex flex-col gap-4" onSubmit={send}>
      <Field label={t('code')} hint={t('codeHint')} error={refusal && refusalText(refusal)}>
        {(control) => (
          <Input
            {...control}
            className="max-w-48 font-mono text-base tracking-widest uppercase"
            placeholder="XXXX-XXXX"
            autoCapitalize="characters"
            maxLength={40}
            value={typed}
            onChange={(event) => setTyped(event.target.value)}
          />
        )}
      </Field>
      <div>
        <Button type="submit" look="primary" disabled={busy} refusal={typed.trim() === '' ? t('codeFirst') : undefined}>
          {t('look')}
        </Button>
      </div>
    </form>
  );
}
