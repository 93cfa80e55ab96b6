import { applicationObject, type ShownApplication } from './core/application-object';
import type { HubObject } from './core/hub-object';
import type { HubKind } from './core/kinds';
import { overrideObjects, placementObject } from './core/views';

/** The objects of a kind that an application is shown as. */
export function objectsOf({ kind }: HubKind, application: ShownApplication): HubObject[] {
  if (kind === 'Application') return [applicationObject(application)];
  return kind === 'Placement' ? [placementObject(application)] : overrideObjects(application);
}
