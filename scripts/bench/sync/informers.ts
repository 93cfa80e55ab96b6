import { CoreV1Api, KubeConfig, makeInformer } from '@kubernetes/client-node';
import { readMembers, tokenOf } from '../read-members';
import { contestant } from './contestant';

// The peer: one informer of @kubernetes/client-node per member.
const [, , file = '', expected = '0'] = process.argv;
const configs = readMembers(file).map((member) => {
  const { name, server, certificateAuthority = '' } = member;
  const config = new KubeConfig();
  const caData = Buffer.from(certificateAuthority).toString('base64');
  config.loadFromClusterAndUser({ name, server, caData, skipTLSVerify: false }, { name, token: tokenOf(member) });
  return config;
});

await contestant(async () => {
  let objects = 0;
  let done = () => {};
  const complete = new Promise<void>((resolve) => {
    done = resolve;
  });
  for (const config of configs) {
    const api = config.makeApiClient(CoreV1Api);
    const informer = makeInformer(config, '/api/v1/nodes', () => api.listNode());
    informer.on('add', () => {
      objects += 1;
      if (objects === Number(expected)) done();
    });
    void informer.start();
  }
  await complete;
  return objects;
});
