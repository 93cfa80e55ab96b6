'use client';
import { Download } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useEffect, useState } from 'react';
import type { MachinesDoor } from '~/server/teams/model/token';
import { buttonStyle } from '../../ui/button';
import { CodeBlock } from '../../ui/code-block';

const INSTALL = 'install -m 755 kubectl-portolan ~/.local/bin/';
const USE = 'kubectl portolan clusters\nkubectl portolan get pods -A';

const signIn = ({ hub, certificateAuthority }: MachinesDoor) =>
  `kubectl portolan login --server ${hub}${certificateAuthority === null ? '' : ' --ca hub-ca.pem'}`;

/** How to reach all clusters that one sees with kubectl, as oneself. */
export function OwnKubectl({ door, headingId }: { door: MachinesDoor; headingId: string }) {
  const t = useTranslations('people.account.kubectl');
  const authority = useFileOf(door.certificateAuthority);
  const files = [
    { href: '/api/kubectl-portolan', name: 'kubectl-portolan', label: t('plugin') },
    ...(authority === undefined ? [] : [{ href: authority, name: 'hub-ca.pem', label: t('authority') }]),
    { href: '/api/kubeconfig', name: 'portolan.kubeconfig', label: t('kubeconfig') },
  ];
  return (
    <div className="flex max-w-3xl flex-col gap-3">
      <div className="flex flex-wrap items-center justify-between gap-2">
        <h2 id={headingId} className="text-base font-semibold">
          {t('title')}
        </h2>
        <div className="flex flex-wrap gap-2">
          {files.map(({ href, name, label }) => (
            <a key={name} href={href} download={name} className={buttonStyle({ size: 'sm' })}>
              <Download aria-hidden className="size-3.5" />
              {label}
            </a>
          ))}
        </div>
      </div>
      <p className="text-sm text-ink-soft">{t('text')}</p>
      <CodeBlock code={`${INSTALL}\n${signIn(door)}\n${USE}`} />
    </div>
  );
}

/** The address of a text that can be saved as a file; undefined until there is one. */
function useFileOf(text: string | null): string | undefined {
  const [address, setAddress] = useState<string>();
  useEffect(() => {
    if (text === null) return;
    const made = URL.createObjectURL(new Blob([text], { type: 'application/x-pem-file' }));
    setAddress(made);
    return () => URL.revokeObjectURL(made);
  }, [text]);
  return address;
}
