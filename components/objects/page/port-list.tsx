'use client';
import { useTranslations } from 'next-intl';
import type { ObjectRef } from '~/server/objects/model/ref';
import type { ObjectView } from '~/server/objects/model/view';
import { useRefusal } from '../../trpc/use-refusal';
import { CodeBlock } from '../../ui/code-block';

const FORWARDED = new Set(['pods', 'services', 'deployments', 'statefulsets', 'daemonsets', 'replicasets']);
const SECURE = new Set([443, 6443, 8443]);

/** Whether kubectl finds a pod behind an object of this kind. */
export const canForward = ({ group, plural }: ObjectRef): boolean =>
  (group === '' || group === 'apps') && FORWARDED.has(plural);

/** Ports of an object, each with the command that leads it to this computer. Contexts are named as the kubeconfig names them. */
export function PortList({ target, ports }: { target: ObjectRef; ports: ObjectView['ports'] }) {
  const t = useTranslations('objects.page');
  const { cluster, namespace, plural, name } = target;
  const refusal = useRefusal()('gateway.portForward', { cluster, namespace });
  return (
    <div className="flex flex-col gap-3">
      <p className="text-xs text-ink-soft">{refusal ?? t('forward')}</p>
      {ports.map(({ name: called, port }) => {
        const link = linkTo(port);
        return (
          <div key={`${called} ${port}`} className="flex flex-col gap-1 text-sm">
            <span>
              {port} <span className="text-ink-faint">{called}</span>
            </span>
            {refusal === undefined && (
              <>
                <CodeBlock
                  code={`kubectl --context ${cluster} -n ${namespace ?? 'default'} port-forward ${plural}/${name} ${localPort(port)}:${port}`}
                />
                <span className="text-xs text-ink-soft">
                  {t.rich('then', {
                    link: () => (
                      <a href={link} target="_blank" rel="noreferrer" className="text-accent underline">
                        {link}
                      </a>
                    ),
                  })}
                </span>
              </>
            )}
          </div>
        );
      })}
    </div>
  );
}

/** Ports below 1024 are for the system's own programs. */
const localPort = (port: number) => (port < 1024 ? 10_000 + port : port);

const linkTo = (port: number) => `${SECURE.has(port) ? 'https' : 'http'}://localhost:${localPort(port)}`;
