'use client';
import { useTranslations } from 'next-intl';
import type { TextPath } from '~/server/kernel/text-edit';
import { Field } from '../../../ui/field';
import { Input } from '../../../ui/input';
import { usePlace } from './form-value';
import { OddValue } from './odd-value';
import { RowList } from './row-list';
import { ChoiceAt, NumberAt, TextAt } from './value-fields';

/** Besides TCP, which is meant where nothing is said. */
const PROTOCOLS = ['UDP', 'SCTP'];

/** The ports of a Service. */
export function PortRows({ path }: { path: TextPath }) {
  const t = useTranslations('federation.form.templates');
  const make = () => ({ port: 80, targetPort: 8080 });
  return (
    <RowList path={path} label={t('ports')} addition={{ label: t('addPort'), make }}>
      {(row) => (
        <>
          <TextAt path={[...row, 'name']} label={t('portName')} />
          <NumberAt path={[...row, 'port']} label={t('port')} />
          <PortAt path={[...row, 'targetPort']} label={t('targetPort')} />
          <ChoiceAt
            path={[...row, 'protocol']}
            label={t('protocol')}
            otherwise="TCP"
            options={PROTOCOLS.map((value) => ({ value, label: value }))}
          />
        </>
      )}
    </RowList>
  );
}

/** A port by its number or by its name in the container: what reads as a number is one. */
function PortAt({ path, label }: { path: TextPath; label: string }) {
  const { value, issue, set } = usePlace(path);
  const isPort = value === undefined || value === null || typeof value === 'number' || typeof value === 'string';
  if (!isPort) return <OddValue label={label} value={value} />;
  const write = (text: string) => {
    if (text === '') set(undefined);
    else set(/^\d{1,5}$/.test(text) ? Number(text) : text);
  };
  return (
    <Field label={label} error={issue}>
      {(control) => <Input {...control} value={value ?? ''} onChange={({ target }) => write(target.value)} />}
    </Field>
  );
}
