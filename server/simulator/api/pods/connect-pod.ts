import { ApiError, badRequest, methodNotAllowed } from '~/server/simulator/api/api-error';
import { digText } from '~/server/simulator/api/object';
import type { ApiRequest } from '~/server/simulator/api/request';
import { findStored } from '~/server/simulator/api/serve-read';
import type { Store } from '~/server/simulator/api/store';
import type { ResourceRequest, Verb } from '~/server/simulator/api/verb';
import { readContainer } from '~/server/simulator/runtime/container';
import { planCommand, planPorts, readStreamOptions } from '~/server/simulator/runtime/plan-connection';
import type { ContainerRuntime } from '~/server/simulator/runtime/run-in-container';
import type { Connection } from '~/server/simulator/runtime/streams/serve-connection';
import { chooseContainer } from './serve-log';

type Connecting = {
  store: Store;
  now: () => Date;
  runtime: ContainerRuntime;
  request: ApiRequest;
  asked: ResourceRequest;
};

export const CONNECTED = ['attach', 'exec', 'portforward'];

/** What a request for `exec`, `attach` or `portforward` connects with; throws the refusals of the server and the kubelet. */
export function connectPod({ store, now, runtime, request, asked }: Connecting, verb: Verb): Connection {
  if (verb !== 'create' && verb !== 'get') throw methodNotAllowed();
  const pod = findStored(store, asked).object();
  const { name, subresource } = asked;
  const container = subresource === 'portforward' ? '' : chooseContainer(pod, request.query.get('container') ?? '');
  if (!digText(pod, 'spec', 'nodeName')) throw badRequest(`pod ${name} does not have a host assigned`);
  if (subresource === 'portforward') {
    const phase = digText(pod, 'status', 'phase');
    if (phase !== 'Running')
      throw unreachable(`unable to forward port because pod is not running. Current status=${phase}`);
    return planPorts(pod, request.query);
  }
  const found = readContainer(pod, container);
  if (!found?.run || found.run.finishedAt) throw unreachable(`container not found ("${container}")`);
  const command = request.query.getAll('command');
  const options = readStreamOptions(request.query);
  return planCommand({ runtime, now }, found, { options, command, isAttached: subresource === 'attach' });
}

const unreachable = (message: string) => new ApiError({ code: 500, reason: 'InternalError', message });
