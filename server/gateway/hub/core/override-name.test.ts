import { describe, expect, it } from 'vitest';
import { overrideName, readOverrideName } from './override-name';

describe('the name of an override', () => {
  it.each(['eastern', 'a.b', 'a_b', 'A b', 'a/b', '__', '_5f_', '東', '\u{1f30d}', '%2f', '..'])(
    'leads back to its rule %s, and has no sign that an address cannot have',
    (rule) => {
      const name = overrideName('web', rule);
      expect(name).toMatch(/^web\.[A-Za-z0-9._-]+$/);
      expect(readOverrideName(name)).toEqual({ application: 'web', rule });
    },
  );

  it.each(['web', 'web.', '.a', 'web.a_b', 'web._61_', 'web._ffffff_'])('%s names none', (name) =>
    expect(readOverrideName(name)).toBeUndefined(),
  );
});
