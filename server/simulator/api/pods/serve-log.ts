import { type Answer, answerText } from '~/server/simulator/api/answer';
import { badRequest, methodNotAllowed } from '~/server/simulator/api/api-error';
import { digText, type KubeObject } from '~/server/simulator/api/object';
import type { ApiRequest } from '~/server/simulator/api/request';
import { findStored } from '~/server/simulator/api/serve-read';
import type { Store } from '~/server/simulator/api/store';
import type { ResourceRequest, Verb } from '~/server/simulator/api/verb';
import { containerNames, readContainer } from '~/server/simulator/runtime/container';
import { followLog } from '~/server/simulator/runtime/logs/follow-log';
import { parseLogOptions } from '~/server/simulator/runtime/logs/log-options';
import { findLoggedRun, readLog } from '~/server/simulator/runtime/logs/read-log';

type Serving = { store: Store; now: () => Date; request: ApiRequest; asked: ResourceRequest };

/** The log of a container (https://kubernetes.io/docs/reference/kubernetes-api/workload-resources/pod-v1/, "read log"). */
export function serveLog({ store, now, request, asked }: Serving, verb: Verb): Answer {
  if (verb !== 'get') throw methodNotAllowed();
  const options = parseLogOptions(asked.name, request.query);
  const pod = findStored(store, asked).object();
  const name = chooseContainer(pod, options.container);
  if (!digText(pod, 'spec', 'nodeName')) return answerLog('');
  const container = readContainer(pod, name);
  if (!container) throw badRequest(`container ${name} is not valid for pod ${asked.name}`);
  const run = findLoggedRun(container, options.previous);
  if (!options.follow) return answerLog(readLog(container, run, options, now()).bytes.toString());
  const look = () => {
    const present = store.get('/pods', `${asked.namespace}/${asked.name}`)?.object();
    return present?.metadata.uid === container.uid ? readContainer(present, name) : undefined;
  };
  return {
    kind: 'stream',
    contentType: LOG_TYPE,
    timeoutSeconds: undefined,
    bookmark: undefined,
    open: (write, end) => followLog(container, { options, run, now, look, write, end }),
  };
}

const LOG_TYPE = 'text/plain';

function answerLog(text: string): Answer {
  return { ...answerText(200, text), headers: { 'content-type': LOG_TYPE } };
}

/** The container that is meant; throws 400 when it must be named, or is none of the pod. */
export function chooseContainer(pod: KubeObject, asked: string): string {
  const names = containerNames(pod);
  const { name } = pod.metadata;
  if (asked === '') {
    if (names.length === 1 && names[0] !== undefined) return names[0];
    throw badRequest(`a container name must be specified for pod ${name}, choose one of: [${names.join(' ')}]`);
  }
  if (!names.includes(asked)) throw badRequest(`container ${asked} is not valid for pod ${name}`);
  return asked;
}
