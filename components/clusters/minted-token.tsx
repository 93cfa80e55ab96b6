'use client';
import { useTranslations } from 'next-intl';
import { type Minting, mintCommand } from '~/server/clusters/model/minting';
import { CodeBlock } from '../ui/code-block';
import { DescriptionList, type Fact } from '../ui/description-list';
import { RelativeTime } from '../ui/relative-time';
import { StatusMark } from '../ui/status-mark';
import { TokenActions } from './token-actions';

type MintedTokenProps = { name: string; minting: Minting };

/** The token of short life that the hub mints for itself in a member, or why there is none and what would allow it. */
export function MintedToken({ name, minting }: MintedTokenProps) {
  const t = useTranslations('clusters.minting');
  return (
    <section aria-label={t('title')} className="flex flex-col gap-2">
      <h2 className="text-xs font-medium text-ink-soft">{t('title')}</h2>
      <Told minting={minting} />
      <Facts minting={minting} />
      <TokenActions name={name} minting={minting} />
    </section>
  );
}

function Told({ minting: { state, detail, account, inUse, mintedAt } }: { minting: Minting }) {
  const t = useTranslations('clusters.minting');
  const isRenewed = state === 'minted' && inUse;
  const old = mintedAt === null ? 'none' : inUse ? 'lives' : 'ended';
  return (
    <>
      <p className="flex items-start gap-1.5 text-sm">
        {state !== 'not-an-account' && (
          <span className="mt-0.5">
            <StatusMark status={isRenewed ? 'healthy' : 'degraded'} />
          </span>
        )}
        <span>
          {t(`state.${state}`)} {state !== 'minted' && t(`old.${old}`)}
        </span>
      </p>
      {state === 'failed' && detail !== '' && (
        <q lang="en" className="font-mono text-xs break-words text-ink-soft">
          {detail}
        </q>
      )}
      {state === 'may-not' && account && (
        <div className="flex flex-col gap-1">
          <p className="text-xs text-ink-soft">{t('mend')}</p>
          <CodeBlock code={mintCommand(account)} />
        </div>
      )}
    </>
  );
}

function Facts({ minting }: { minting: Minting }) {
  const t = useTranslations('clusters.minting');
  const { state, account, triedAt, dueAt, mintedAt, expiresAt, first } = minting;
  const facts: Fact[] = [];
  if (account) {
    const named = `${account.namespace}/${account.name}`;
    facts.push({ term: t('account'), value: <code className="font-mono text-xs break-all">{named}</code> });
  }
  if (mintedAt) facts.push({ term: t('minted'), value: <RelativeTime at={mintedAt} /> });
  if (expiresAt) facts.push({ term: t('ends'), value: <RelativeTime at={expiresAt} /> });
  if (state !== 'minted') facts.push({ term: t('tried'), value: <RelativeTime at={triedAt} /> });
  facts.push({ term: t(state === 'minted' ? 'renewal' : 'again'), value: <RelativeTime at={dueAt} /> });
  if (mintedAt) facts.push({ term: t('first.title'), value: t(`first.${first}`) });
  return <DescriptionList facts={facts} />;
}
