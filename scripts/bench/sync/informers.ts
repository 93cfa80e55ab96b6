import { readFileSync } from 'node:fs';
import { CoreV1Api, KubeConfig, makeInformer } from '@kubernetes/client-node';
import { contestant } from './contestant';

// The peer: one informer of @kubernetes/client-node per member.
const [, , file = '', expected = '0'] = process.argv;

await contestant(async () => {
  const text = readFileSync(file, 'utf8');
  const all = new KubeConfig();
  all.loadFromString(text);
  let objects = 0;
  let done = () => {};
  const complete = new Promise<void>((resolve) => {
    done = resolve;
  });
  for (const { name } of all.getContexts()) {
    const config = new KubeConfig();
    config.loadFromString(text);
    config.setCurrentContext(name);
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
