import { z } from 'zod';
import { MachineName } from '~/server/teams/model/device';

const DEVICE_GRANT = 'urn:ietf:params:oauth:grant-type:device_code';

/** How the plug-in names itself to the hub; it has no secret, as nothing that people install can keep one. */
const Client = z.literal('kubectl-portolan');
const Secret = z.string().min(20).max(200);

/** https://www.rfc-editor.org/rfc/rfc8628#section-3.1; `machine`: what it calls itself. */
export const AskForm = z.object({ client_id: Client, machine: MachineName });

/** https://www.rfc-editor.org/rfc/rfc8628#section-3.4 and https://www.rfc-editor.org/rfc/rfc6749#section-6 */
export const TokenForm = z.discriminatedUnion('grant_type', [
  z.object({ client_id: Client, grant_type: z.literal(DEVICE_GRANT), device_code: Secret }),
  z.object({ client_id: Client, grant_type: z.literal('refresh_token'), refresh_token: Secret }),
]);

/** https://www.rfc-editor.org/rfc/rfc7009#section-2.1 */
export const RevokeForm = z.object({ client_id: Client, token: Secret });

/** The fields of a form; undefined where one stands twice (https://www.rfc-editor.org/rfc/rfc6749#section-3.2). */
export function readForm(body: string): Record<string, string> | undefined {
  const pairs = [...new URLSearchParams(body)];
  return new Set(pairs.map(([name]) => name)).size === pairs.length ? Object.fromEntries(pairs) : undefined;
}
