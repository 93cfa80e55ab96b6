'use client';
import { Columns3, Download, Rows3, Rows4 } from 'lucide-react';
import { useLocale, useTranslations } from 'next-intl';
import type { ReactNode, RefObject } from 'react';
import { buttonStyle } from '../button';
import { cn } from '../cn';
import { formatCount } from '../format-quantity';
import { IconButton } from '../icon-button';
import { Menu } from '../menu';
import type { DataColumn } from './data-column';
import type { ExportFormat } from './export-rows';
import { FilterText } from './filter-text';
import type { TableChoices } from './use-table-choices';

type TableToolbarProps<Row> = {
  columns: DataColumn<Row>[];
  shown: DataColumn<Row>[];
  choices: TableChoices;
  choose: (change: Partial<TableChoices>) => void;
  text: string;
  onText: (text: string) => void;
  placeholder: string;
  total: number | undefined;
  filters: ReactNode;
  search: RefObject<HTMLInputElement | null>;
  onExport: (format: ExportFormat) => void;
};

export function TableToolbar<Row>({ columns, shown, choices, choose, ...props }: TableToolbarProps<Row>) {
  const t = useTranslations('ui');
  const locale = useLocale();
  const dense = choices.density === 'compact';
  const chosen = new Set(shown.map((column) => column.id));
  const iconButton = cn(buttonStyle({ look: 'quiet' }), 'w-8 px-0! [&_svg]:size-4');
  return (
    <div className="flex flex-wrap items-center gap-2 px-6 py-2">
      <FilterText text={props.text} onText={props.onText} placeholder={props.placeholder} search={props.search} />
      {props.filters}
      <span className="flex-1" />
      <output className="text-xs text-ink-faint">
        {props.total !== undefined && t('rows', { count: props.total, shown: formatCount(props.total, locale) })}
      </output>
      <IconButton
        label={dense ? t('roomier') : t('denser')}
        icon={dense ? <Rows3 /> : <Rows4 />}
        onClick={() => choose({ density: dense ? 'regular' : 'compact' })}
      />
      <Menu
        stay
        label={t('columns')}
        trigger={<Columns3 />}
        triggerClass={iconButton}
        groups={[
          {
            label: t('columns'),
            items: columns.map((column) => ({
              label: column.header,
              checked: chosen.has(column.id),
              onSelect: () => choose({ columns: { ...choices.columns, [column.id]: !chosen.has(column.id) } }),
            })),
          },
        ]}
      />
      <Menu
        label={t('export')}
        trigger={<Download />}
        triggerClass={iconButton}
        groups={[
          {
            items: [
              { label: t('exportCsv'), onSelect: () => props.onExport('csv') },
              { label: t('exportYaml'), onSelect: () => props.onExport('yaml') },
            ],
          },
        ]}
      />
    </div>
  );
}
