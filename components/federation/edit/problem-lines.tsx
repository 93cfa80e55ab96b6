'use client';
import { useTranslations } from 'next-intl';
import type { OverrideProblem } from '~/server/federation/model/manifest';
import type { PreviewedCluster } from '~/server/federation/model/preview';
import { StatusMark } from '../../ui/status-mark';

const GRAVE = new Set<OverrideProblem['kind']>(['failed', 'identity', 'conflict']);

/** What is to be said of the overrides of one cluster; what keeps it from being saved stands out. */
export function ProblemLines({ problems }: Pick<PreviewedCluster, 'problems'>) {
  const textOf = useOverrideText();
  return problems.map(({ template, problem }) => (
    <p key={`${template} ${JSON.stringify(problem)}`} className="flex items-baseline gap-2 text-xs">
      <StatusMark status={GRAVE.has(problem.kind) ? 'failed' : 'degraded'} />
      <span>
        {textOf(template, problem)} {problem.kind === 'failed' && <q className="font-mono">{problem.why}</q>}
      </span>
    </p>
  ));
}

function useOverrideText() {
  const t = useTranslations('federation.override');
  return (index: number, problem: OverrideProblem): string => {
    const template = index + 1;
    switch (problem.kind) {
      case 'failed':
        return t('failed', { template, rule: problem.rule, overrider: problem.overrider + 1 });
      case 'identity':
        return t('identity', { template, rule: problem.rule, path: problem.path });
      case 'conflict':
        return t('conflict', { template, path: problem.path, one: problem.rules[0], other: problem.rules[1] });
      case 'overruled':
        return t('overruled', { template, path: problem.path, rule: problem.rule, by: problem.by });
      case 'no-effect':
        return t('no-effect', { template, rule: problem.rule, overrider: problem.overrider + 1 });
    }
  };
}
