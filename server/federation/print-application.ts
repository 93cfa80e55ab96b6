import type { Yaml } from '~/server/yaml/model';
import { API_VERSION } from './model/document';
import type { KeptApplication } from './ports/applications';

/** An application as a document that saves the same again. */
export const documentOf = ({ name, team, spec }: Pick<KeptApplication, 'name' | 'team' | 'spec'>) => ({
  apiVersion: API_VERSION,
  kind: 'Application',
  metadata: { name },
  spec: { ...(team === null ? {} : { team: team.name }), ...spec },
});

/** The same as YAML. */
export const printApplication = (yaml: Yaml, kept: Pick<KeptApplication, 'name' | 'team' | 'spec'>): Promise<string> =>
  yaml.print(documentOf(kept));
