/** A part of an application: one workload, with a service where others call it. */
export type Component = {
  name: string;
  kind: 'Deployment' | 'StatefulSet' | 'DaemonSet' | 'CronJob' | 'Job';
  image: string;
  replicas?: number;
  port?: number;
  schedule?: string;
  cpu: string;
  memory: string;
  /** Also runs at the edge. */
  edge?: true;
  exposed?: true;
};

export type Application = { name: string; team: string; components: readonly Component[] };

const HUB = 'registry.portolan-demo.example';

/** What the company runs, and who owns it. */
export const APPLICATIONS: readonly Application[] = [
  {
    name: 'shop',
    team: 'storefront',
    components: [
      {
        name: 'frontend',
        kind: 'Deployment',
        image: `${HUB}/shop/frontend:5.18.2`,
        replicas: 6,
        port: 8080,
        cpu: '500m',
        memory: '512Mi',
        edge: true,
      },
      {
        name: 'cart',
        kind: 'Deployment',
        image: `${HUB}/shop/cart:3.4.0`,
        replicas: 4,
        port: 8080,
        cpu: '250m',
        memory: '256Mi',
      },
      {
        name: 'checkout',
        kind: 'Deployment',
        image: `${HUB}/shop/checkout:4.11.1`,
        replicas: 4,
        port: 8080,
        cpu: '500m',
        memory: '512Mi',
      },
      {
        name: 'catalog',
        kind: 'Deployment',
        image: `${HUB}/shop/catalog:7.2.9`,
        replicas: 5,
        port: 8080,
        cpu: '500m',
        memory: '1Gi',
      },
      {
        name: 'recommendations',
        kind: 'Deployment',
        image: `${HUB}/shop/recommendations:2.0.3`,
        replicas: 3,
        port: 8080,
        cpu: '1',
        memory: '2Gi',
      },
      {
        name: 'sessions',
        kind: 'StatefulSet',
        image: 'docker.io/library/redis:7.4.1',
        replicas: 3,
        port: 6379,
        cpu: '250m',
        memory: '1Gi',
      },
      {
        name: 'image-cache',
        kind: 'Deployment',
        image: 'docker.io/library/varnish:7.6.1',
        replicas: 2,
        port: 6081,
        cpu: '250m',
        memory: '1Gi',
        edge: true,
      },
    ],
  },
  {
    name: 'payments',
    team: 'payments',
    components: [
      {
        name: 'payments-api',
        kind: 'Deployment',
        image: `${HUB}/payments/api:9.1.0`,
        replicas: 4,
        port: 8443,
        cpu: '500m',
        memory: '512Mi',
      },
      {
        name: 'fraud-check',
        kind: 'Deployment',
        image: `${HUB}/payments/fraud-check:1.36.4`,
        replicas: 3,
        port: 8080,
        cpu: '1',
        memory: '1Gi',
      },
      {
        name: 'ledger',
        kind: 'Deployment',
        image: `${HUB}/payments/ledger:6.0.12`,
        replicas: 3,
        port: 8080,
        cpu: '500m',
        memory: '1Gi',
      },
      {
        name: 'ledger-db',
        kind: 'StatefulSet',
        image: 'docker.io/library/postgres:17.2',
        replicas: 3,
        port: 5432,
        cpu: '2',
        memory: '4Gi',
      },
      {
        name: 'settlement',
        kind: 'CronJob',
        image: `${HUB}/payments/settlement:2.3.0`,
        schedule: '*/30 * * * *',
        cpu: '500m',
        memory: '512Mi',
      },
    ],
  },
  {
    name: 'search',
    team: 'search',
    components: [
      {
        name: 'search-api',
        kind: 'Deployment',
        image: `${HUB}/search/api:12.7.0`,
        replicas: 5,
        port: 8080,
        cpu: '1',
        memory: '1Gi',
      },
      {
        name: 'suggest',
        kind: 'Deployment',
        image: `${HUB}/search/suggest:3.3.3`,
        replicas: 3,
        port: 8080,
        cpu: '500m',
        memory: '1Gi',
        edge: true,
      },
      {
        name: 'indexer',
        kind: 'Deployment',
        image: `${HUB}/search/indexer:4.8.1`,
        replicas: 2,
        cpu: '1',
        memory: '2Gi',
      },
      {
        name: 'index',
        kind: 'StatefulSet',
        image: 'docker.io/opensearchproject/opensearch:2.18.0',
        replicas: 3,
        port: 9200,
        cpu: '2',
        memory: '8Gi',
      },
    ],
  },
  {
    name: 'ads',
    team: 'ads',
    components: [
      {
        name: 'ad-server',
        kind: 'Deployment',
        image: `${HUB}/ads/server:20.4.5`,
        replicas: 5,
        port: 8080,
        cpu: '500m',
        memory: '512Mi',
        edge: true,
      },
      {
        name: 'bidder',
        kind: 'Deployment',
        image: `${HUB}/ads/bidder:8.0.0`,
        replicas: 4,
        port: 8080,
        cpu: '1',
        memory: '1Gi',
      },
      {
        name: 'campaigns',
        kind: 'Deployment',
        image: `${HUB}/ads/campaigns:2.19.7`,
        replicas: 2,
        port: 8080,
        cpu: '250m',
        memory: '512Mi',
      },
    ],
  },
  {
    name: 'data',
    team: 'data',
    components: [
      {
        name: 'events',
        kind: 'StatefulSet',
        image: 'docker.io/apache/kafka:3.9.0',
        replicas: 3,
        port: 9092,
        cpu: '2',
        memory: '6Gi',
      },
      {
        name: 'clickstream',
        kind: 'Deployment',
        image: `${HUB}/data/clickstream:1.14.2`,
        replicas: 3,
        port: 8080,
        cpu: '1',
        memory: '2Gi',
      },
      {
        name: 'sessionize',
        kind: 'CronJob',
        image: `${HUB}/data/sessionize:5.5.1`,
        schedule: '*/10 * * * *',
        cpu: '1',
        memory: '2Gi',
      },
      {
        name: 'daily-report',
        kind: 'CronJob',
        image: `${HUB}/data/daily-report:3.0.8`,
        schedule: '15 3 * * *',
        cpu: '2',
        memory: '4Gi',
      },
      { name: 'backfill-2026', kind: 'Job', image: `${HUB}/data/backfill:0.9.4`, cpu: '2', memory: '4Gi' },
    ],
  },
];
