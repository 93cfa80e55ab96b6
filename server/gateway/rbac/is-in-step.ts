import type { AccessStates } from './ports';

/** Whether a member's own RBAC says what the grants say; where it does, what the member says of a person holds. */
export const inStep =
  (states: Pick<AccessStates, 'list'>) =>
  async (cluster: string): Promise<boolean> =>
    (await states.list('all', cluster))[0]?.state === 'in-step';
