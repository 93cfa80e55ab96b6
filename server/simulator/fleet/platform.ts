import type { Application } from './applications';

/** What every cluster needs; it belongs to no team. */
export const PLATFORM: readonly (Application & {
  namespace: string;
  on: readonly ('gateway' | 'workload' | 'edge')[];
})[] = [
  {
    name: 'dns',
    team: '',
    namespace: 'kube-system',
    on: ['gateway', 'workload', 'edge'],
    components: [
      {
        name: 'coredns',
        kind: 'Deployment',
        image: 'registry.k8s.io/coredns/coredns:v1.11.3',
        replicas: 2,
        port: 53,
        cpu: '100m',
        memory: '70Mi',
      },
    ],
  },
  {
    name: 'metrics',
    team: '',
    namespace: 'kube-system',
    on: ['gateway', 'workload', 'edge'],
    components: [
      {
        name: 'metrics-server',
        kind: 'Deployment',
        image: 'registry.k8s.io/metrics-server/metrics-server:v0.7.2',
        replicas: 1,
        port: 10250,
        cpu: '100m',
        memory: '200Mi',
      },
      {
        name: 'node-exporter',
        kind: 'DaemonSet',
        image: 'quay.io/prometheus/node-exporter:v1.8.2',
        cpu: '100m',
        memory: '64Mi',
      },
    ],
  },
  {
    name: 'load-balancer',
    team: '',
    namespace: 'metallb-system',
    on: ['gateway', 'edge'],
    components: [
      {
        name: 'controller',
        kind: 'Deployment',
        image: 'quay.io/metallb/controller:v0.14.9',
        replicas: 1,
        cpu: '100m',
        memory: '100Mi',
      },
      { name: 'speaker', kind: 'DaemonSet', image: 'quay.io/metallb/speaker:v0.14.9', cpu: '100m', memory: '100Mi' },
    ],
  },
  {
    name: 'mesh',
    team: '',
    namespace: 'istio-system',
    on: ['gateway'],
    components: [
      {
        name: 'istiod',
        kind: 'Deployment',
        image: 'docker.io/istio/pilot:1.24.1',
        replicas: 2,
        port: 15012,
        cpu: '500m',
        memory: '2Gi',
      },
      {
        name: 'istio-ingressgateway',
        kind: 'Deployment',
        image: 'docker.io/istio/proxyv2:1.24.1',
        replicas: 4,
        port: 8443,
        cpu: '2',
        memory: '1Gi',
        exposed: true,
      },
      {
        name: 'istio-eastwestgateway',
        kind: 'Deployment',
        image: 'docker.io/istio/proxyv2:1.24.1',
        replicas: 2,
        port: 15443,
        cpu: '2',
        memory: '1Gi',
        exposed: true,
      },
    ],
  },
];
