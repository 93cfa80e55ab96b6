import { describe, expect, it } from 'vitest';
import { kindAt, kindsIn } from './kind-at';

const TEXT = 'kind: ConfigMap\napiVersion: v1\ndata:\n  kind: no\n---\napiVersion: "apps/v1"\nkind: Deployment\n';

describe('what a document says to be', () => {
  it('is read where the cursor stands, also while it is not whole', () => {
    expect(kindAt(TEXT, 5)).toEqual({ apiVersion: 'v1', kind: 'ConfigMap' });
    expect(kindAt(TEXT, TEXT.length)).toEqual({ apiVersion: 'apps/v1', kind: 'Deployment' });
    expect(kindAt('kind: Pod\nspec: {', 3)).toBeUndefined();
  });

  it('is listed once for each kind', () => {
    expect(kindsIn(`${TEXT}---\n${TEXT}`).map(({ kind }) => kind)).toEqual(['ConfigMap', 'Deployment']);
  });
});
