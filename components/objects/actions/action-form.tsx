'use client';
import { useTranslations } from 'next-intl';
import type { ObjectAction } from '~/server/objects/model/action';
import type { ObjectRef } from '~/server/objects/model/ref';
import { Field } from '../../ui/field';
import { Input } from '../../ui/input';
import { SegmentedControl } from '../../ui/segmented-control';
import { RevisionChoice } from './revision-choice';

const PROPAGATIONS = ['Background', 'Foreground', 'Orphan'] as const;
type Propagation = (typeof PROPAGATIONS)[number];

/** What a form says so far: a number may still be missing. */
export type ActionIntent =
  | Exclude<ObjectAction, { do: 'scale' | 'undo' }>
  | { do: 'scale'; replicas: string }
  | { do: 'undo'; revision: number | null | undefined };

export function firstIntent(action: ObjectAction['do'], replicas?: number): ActionIntent {
  if (action === 'scale') return { do: 'scale', replicas: replicas === undefined ? '' : String(replicas) };
  if (action === 'undo') return { do: 'undo', revision: undefined };
  if (action === 'delete') return { do: 'delete', propagation: 'Background' };
  return { do: action };
}

const WHOLE = /^\d{1,6}$/;

/** The action, once the form says it whole. */
export function completeAction(intent: ActionIntent): ObjectAction | undefined {
  if (intent.do === 'scale')
    return WHOLE.test(intent.replicas) ? { do: 'scale', replicas: Number(intent.replicas) } : undefined;
  if (intent.do === 'undo')
    return intent.revision === undefined ? undefined : { do: 'undo', revision: intent.revision };
  return intent;
}

type ActionFormProps = {
  intent: ActionIntent;
  /** The one object that is meant; undefined where there are many. */
  target: ObjectRef | undefined;
  onChange: (intent: ActionIntent) => void;
};

/** How an action is to be done, where there is anything to say. */
export function ActionForm({ intent, target, onChange }: ActionFormProps) {
  const t = useTranslations('objects.action');
  if (intent.do === 'scale')
    return (
      <Field label={t('replicas')}>
        {(control) => (
          <Input
            {...control}
            type="number"
            min={0}
            max={100_000}
            className="w-32!"
            value={intent.replicas}
            onChange={(event) => onChange({ do: 'scale', replicas: event.target.value })}
          />
        )}
      </Field>
    );
  if (intent.do === 'undo')
    return (
      <RevisionChoice
        target={target}
        chosen={intent.revision}
        onChoose={(revision) => onChange({ do: 'undo', revision })}
      />
    );
  if (intent.do === 'delete') return <PropagationChoice chosen={intent.propagation} onChange={onChange} />;
  return <p className="text-sm text-ink-soft">{t(`text.${intent.do}`)}</p>;
}

type PropagationChoiceProps = { chosen: Propagation; onChange: (intent: ActionIntent) => void };

function PropagationChoice({ chosen, onChange }: PropagationChoiceProps) {
  const t = useTranslations('objects.action.propagation');
  return (
    <div className="flex flex-col gap-1.5">
      <SegmentedControl
        label={t('title')}
        value={chosen}
        options={PROPAGATIONS.map((value) => ({ value, label: value }))}
        onChange={(propagation) => onChange({ do: 'delete', propagation })}
      />
      <p className="text-sm text-ink-soft">{t(chosen)}</p>
    </div>
  );
}
