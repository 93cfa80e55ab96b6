'use client';
import { Download } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { buttonStyle } from '../../ui/button';
import { CodeBlock } from '../../ui/code-block';

const INSTALL = 'install -m 755 kubectl-portolan ~/.local/bin/';
const SIGN_IN = 'kubectl portolan login --server https://HUB:3443 --ca hub.pem --token -';
const USE = 'kubectl --kubeconfig portolan.kubeconfig get pods\nkubectl portolan get pods -A';

/** How to reach all clusters that one sees with kubectl, as oneself. */
export function OwnKubectl({ headingId }: { headingId: string }) {
  const t = useTranslations('people.account.kubectl');
  return (
    <div className="flex max-w-3xl flex-col gap-3">
      <div className="flex flex-wrap items-center justify-between gap-2">
        <h2 id={headingId} className="text-base font-semibold">
          {t('title')}
        </h2>
        <div className="flex gap-2">
          <a href="/api/kubeconfig" download="portolan.kubeconfig" className={buttonStyle({ size: 'sm' })}>
            <Download aria-hidden className="size-3.5" />
            {t('kubeconfig')}
          </a>
          <a href="/api/kubectl-portolan" download="kubectl-portolan" className={buttonStyle({ size: 'sm' })}>
            <Download aria-hidden className="size-3.5" />
            {t('plugin')}
          </a>
        </div>
      </div>
      <p className="text-sm text-ink-soft">{t('text')}</p>
      <CodeBlock code={`${INSTALL}\n${SIGN_IN}\n${USE}`} />
    </div>
  );
}
