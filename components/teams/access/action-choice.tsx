'use client';
import { useTranslations } from 'next-intl';
import { ACTIONS, type Action, ALL_ACTIONS } from '~/server/teams/model/action';
import { Button } from '../../ui/button';
import { Checkbox } from '../../ui/checkbox';

const AREAS = [...new Set(ALL_ACTIONS.map((action) => action.split('.')[0] ?? ''))];

type ActionChoiceProps = { chosen: ReadonlySet<string>; onChange(chosen: ReadonlySet<string>): void };

/** Actions by their areas, one by one, or all that an area reads or has. */
export function ActionChoice({ chosen, onChange }: ActionChoiceProps) {
  const t = useTranslations('access.roles');
  const put = (actions: readonly Action[], isWanted: boolean) => {
    const rest = [...chosen].filter((one) => !(actions as readonly string[]).includes(one));
    onChange(new Set(isWanted ? [...rest, ...actions] : rest));
  };
  return AREAS.map((area) => {
    const actions = ALL_ACTIONS.filter((action) => action.startsWith(`${area}.`));
    const reads = actions.filter((action) => ACTIONS[action] === 'read');
    return (
      <fieldset key={area} className="flex flex-col gap-1">
        <legend className="flex items-center gap-1 pb-1 text-xs font-medium">
          <span className="pr-2">{area}</span>
          <Button look="quiet" size="sm" aria-label={`${area}: ${t('reads')}`} onClick={() => put(reads, true)}>
            {t('reads')}
          </Button>
          <Button look="quiet" size="sm" aria-label={`${area}: ${t('all')}`} onClick={() => put(actions, true)}>
            {t('all')}
          </Button>
          <Button look="quiet" size="sm" aria-label={`${area}: ${t('none')}`} onClick={() => put(actions, false)}>
            {t('none')}
          </Button>
        </legend>
        <div className="grid gap-1 sm:grid-cols-3">
          {actions.map((action) => (
            <label key={action} htmlFor={`action-${action}`} className="flex items-center gap-2 text-sm">
              <Checkbox
                id={`action-${action}`}
                checked={chosen.has(action)}
                onChange={() => put([action], !chosen.has(action))}
              />
              <code className="truncate font-mono text-xs">{action}</code>
            </label>
          ))}
        </div>
      </fieldset>
    );
  });
}
