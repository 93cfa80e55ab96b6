import { applicationsContract } from './applications-contract';
import { memoryApplications } from './memory-applications';

const clusters = new Map([
  ['11111111-1111-4111-8111-111111111111', 'one'],
  ['22222222-2222-4222-8222-222222222222', 'two'],
]);
const [one = '', two = ''] = clusters.keys();
const team = '33333333-3333-4333-8333-333333333333';
const store = memoryApplications(clusters, new Map([[team, 'payments']]));

applicationsContract(() => ({
  ...{ store, one, two, team },
  deliver: async (application, cluster) => store.deliver(application, cluster),
}));
