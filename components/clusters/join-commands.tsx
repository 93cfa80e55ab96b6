'use client';
import { useTranslations } from 'next-intl';
import type { JoinTokenMade } from '~/server/clusters/model/agent';
import { CodeBlock } from '../ui/code-block';
import { RelativeTime } from '../ui/relative-time';

type JoinCommandsProps = { made: JoinTokenMade & { names: string } };

/** The address of a token's manifest; where the token leaves a choice, the cluster's name has to be filled in. */
function manifestAddress({ hub, token, names }: JoinCommandsProps['made']): string {
  return `${hub}/join/${token}.yaml${names.includes('*') ? '?name=NAME' : ''}`;
}

/** What to run in the cluster, shown once. curl is given the hub's own authority, which kubectl cannot be. */
export function JoinCommands({ made }: JoinCommandsProps) {
  const t = useTranslations('register.inside');
  const address = manifestAddress(made);
  const { certificateAuthority: ca } = made;
  const trusted =
    ca === null
      ? undefined
      : `cat > portolan-ca.crt <<'EOF'\n${ca.trim()}\nEOF\ncurl -fsS --cacert portolan-ca.crt '${address}' | kubectl apply -f -`;
  return (
    <section aria-label={t('commands')} className="flex flex-col gap-4 rounded-lg border border-line bg-sheet p-5">
      <p className="text-sm">
        {t('once')} <span className="text-ink-faint">{t('until')} </span>
        <RelativeTime at={made.expiresAt} />
      </p>
      {trusted !== undefined && <Command title={t('withAuthority')} code={trusted} />}
      <Command title={t(trusted === undefined ? 'direct' : 'directTrusted')} code={`kubectl apply -f '${address}'`} />
      {!made.names.includes('*') && (
        <Command title={t('command')} code={`portolan join --context CONTEXT --name ${made.names}`} />
      )}
      <p className="text-xs text-ink-faint">{t('bounds')}</p>
    </section>
  );
}

function Command({ title, code }: { title: string; code: string }) {
  return (
    <div className="flex min-w-0 flex-col gap-1">
      <h3 className="text-xs font-medium">{title}</h3>
      <CodeBlock code={code} />
    </div>
  );
}
