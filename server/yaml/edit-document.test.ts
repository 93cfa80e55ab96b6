import { expect, it } from 'vitest';
import { editDocument } from './edit-document';

const TEXT = `# mine
spec:
  replicas: 2 # of each
  image: 'a:1'
  overrides: []
`;

it('keeps what stands around an edit as it was written', () => {
  const edits = [
    { path: ['spec', 'replicas'], value: 5 },
    { path: ['spec', 'image'] },
    { path: ['spec', 'overrides', 0], value: { name: 'one' } },
  ];
  expect(editDocument(TEXT, edits)).toBe(`# mine
spec:
  replicas: 5 # of each
  overrides:
    - name: one
`);
});

it('does not touch what is not read', () => expect(editDocument('a: [', [])).toBeUndefined());
