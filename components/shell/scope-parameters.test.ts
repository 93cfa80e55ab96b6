import { describe, expect, it } from 'vitest';
import { keepScope } from './scope-parameters';

describe('keepScope', () => {
  it('carries the scope, and only the scope, from page to page', () => {
    const current = new URLSearchParams('region=eu,us&env=production&sort=name&open=x');
    expect(keepScope('/clusters', current)).toBe('/clusters?region=eu,us&env=production');
  });

  it('lets the target decide for itself', () => {
    expect(keepScope('/clusters?region=ap', new URLSearchParams('region=eu'))).toBe('/clusters?region=ap');
    expect(keepScope('/', new URLSearchParams())).toBe('/');
  });
});
