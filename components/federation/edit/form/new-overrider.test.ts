import { expect, it } from 'vitest';
import { Overrider } from '~/server/federation/model/override';
import { NEW_OVERRIDERS, newOverrider } from './new-overrider';

const DOCUMENT = {
  spec: {
    templates: [
      { kind: 'ConfigMap', data: { 'site/app.json': '{}' } },
      { kind: 'Deployment', spec: { selector: { matchLabels: { app: 'web' } } } },
    ],
  },
};

it.each(NEW_OVERRIDERS.map((type) => [type]))('begins %s as something that can be saved, whatever there is', (type) => {
  for (const document of [DOCUMENT, {}, undefined])
    expect(Overrider.safeParse(newOverrider(type, document)).error).toBeUndefined();
});

it('begins with what the templates hold', () => {
  expect(newOverrider('embedded', DOCUMENT)).toMatchObject({ path: '/data/site~1app.json', format: 'json' });
  const [spread] = (newOverrider('scheduling', DOCUMENT) as { topologySpreadConstraints: unknown[] })
    .topologySpreadConstraints;
  expect(spread).toMatchObject({ labelSelector: { matchLabels: { app: 'web' } } });
});
