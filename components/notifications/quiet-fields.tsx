'use client';
import { useTranslations } from 'next-intl';
import { LANGUAGES, Language } from '~/server/notifications/model/rule';
import { CheckField, SelectField, TextField } from '../ui/form-parts';
import type { DraftProps } from './rule-fields';

/** When messages are sent, and in which words. */
export function QuietFields({ draft, change, wrong }: DraftProps) {
  const t = useTranslations('notifications');
  const f = useTranslations('notifications.form');
  const seconds = (field: 'wait' | 'interval', label: string, hint: string) => (
    <TextField
      type="number"
      min={0}
      label={label}
      hint={hint}
      error={wrong.get('grouping')}
      value={String(draft[field])}
      onText={(text) => change({ [field]: Number(text) })}
    />
  );
  return (
    <>
      <div className="grid gap-3 sm:grid-cols-2">
        {seconds('wait', f('wait'), f('waitHint'))}
        {seconds('interval', f('interval'), f('intervalHint'))}
        <TextField
          label={f('timeZone')}
          hint={f('timeZoneHint')}
          error={wrong.get('timeZone')}
          value={draft.timeZone}
          onText={(timeZone) => change({ timeZone })}
        />
        <SelectField
          label={f('language')}
          value={draft.language}
          options={LANGUAGES.map((language) => ({ value: language, label: t(`language.${language}`) }))}
          onChoice={(language) => change({ language: Language.parse(language) })}
        />
      </div>
      <fieldset className="flex flex-col gap-2">
        <legend className="pb-1 text-xs font-medium">{f('quiet')}</legend>
        <CheckField checked={draft.isQuiet} onCheck={(isQuiet) => change({ isQuiet })}>
          {f('quietOn')}
        </CheckField>
        {draft.isQuiet && (
          <div className="flex flex-wrap items-end gap-3 pl-5.5">
            <TextField
              type="time"
              label={f('from')}
              value={draft.quietFrom}
              onText={(quietFrom) => change({ quietFrom })}
            />
            <TextField
              type="time"
              label={f('to')}
              error={wrong.get('quiet')}
              value={draft.quietTo}
              onText={(quietTo) => change({ quietTo })}
            />
            <div className="pb-1.5">
              <CheckField checked={draft.graveBreaks} onCheck={(graveBreaks) => change({ graveBreaks })}>
                {f('graveBreaks')}
              </CheckField>
            </div>
          </div>
        )}
      </fieldset>
      <CheckField checked={draft.enabled} onCheck={(enabled) => change({ enabled })}>
        {f('enabled')}
      </CheckField>
    </>
  );
}
