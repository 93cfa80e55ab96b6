import { expect, it } from 'vitest';
import { podRequests } from './pod-requests';

const container = (cpu: string, memory: string, more: object = {}) => ({
  resources: { requests: { cpu, memory } },
  ...more,
});

it('adds containers and sidecars, and takes the largest init container where it is more', () => {
  const pod = {
    containers: [container('100m', '1Gi'), container('200m', '1Gi')],
    initContainers: [container('50m', '1Gi', { restartPolicy: 'Always' }), container('2', '10Mi')],
    overhead: { cpu: '10m', memory: '1Mi' },
  };
  expect(podRequests(pod)).toEqual({ cpu_request_millis: 2060, memory_request_bytes: 3 * 2 ** 30 + 2 ** 20 });
});

it('takes a limit for a request where only that is said, and nothing for nothing', () => {
  expect(podRequests({ containers: [{ resources: { limits: { cpu: '1' } } }] }).cpu_request_millis).toBe(1000);
  expect(podRequests({})).toEqual({ cpu_request_millis: 0, memory_request_bytes: 0 });
});
