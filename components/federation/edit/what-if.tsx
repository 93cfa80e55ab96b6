'use client';
import { useTranslations } from 'next-intl';
import { useId } from 'react';
import { usePlaceNames } from '../../shell/use-place-names';
import { Button } from '../../ui/button';
import { Select } from '../../ui/select';
import type { Without } from './use-application-edit';

type WhatIfProps = { without: Without | undefined; onChange: (without?: Without) => void };

/** The same as if a region or a zone were lost: what would move where, and what would find no room. */
export function WhatIf({ without, onChange }: WhatIfProps) {
  const t = useTranslations('federation.whatIf');
  const id = useId();
  const places = usePlaceNames();
  const value = without ? (without.regions[0] ? `region ${without.regions[0]}` : `zone ${without.zones[0]}`) : '';
  const options = [
    { value: '', label: t('nothing') },
    ...places.region.map((region) => ({ value: `region ${region}`, label: t('region', { name: region }) })),
    ...places.zone.map((zone) => ({ value: `zone ${zone}`, label: t('zone', { name: zone }) })),
  ];
  const choose = (next: string) => {
    const [, kind, name = ''] = /^(region|zone) (.+)$/.exec(next) ?? [];
    if (!kind) return onChange();
    onChange({ clusters: [], regions: kind === 'region' ? [name] : [], zones: kind === 'zone' ? [name] : [] });
  };
  return (
    <div className="flex flex-wrap items-center gap-3 text-sm">
      <label htmlFor={id}>{t('label')}</label>
      <Select className="w-56!" id={id} value={value} options={options} onChange={choose} />
      {without && (
        <>
          <span className="text-degraded">{t('only')}</span>
          <Button size="sm" onClick={() => onChange()}>
            {t('back')}
          </Button>
        </>
      )}
    </div>
  );
}
