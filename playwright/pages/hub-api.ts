import type { APIRequestContext, APIResponse } from '@playwright/test';

/** Speaks with the hub as the signed-in page does, for what a journey needs and is not about; throws for a refusal. */
export function hubApi(request: APIRequestContext, baseURL: string | undefined) {
  const headers = { 'x-portolan': '1', 'content-type': 'application/json', origin: baseURL ?? '' };
  return {
    ask: async <Answer>(procedure: string, input: object): Promise<Answer> => {
      const query = encodeURIComponent(JSON.stringify(input));
      return read(await request.get(`/api/trpc/${procedure}?input=${query}`, { headers }));
    },
    tell: async (procedure: string, input: object): Promise<void> => {
      await read(await request.post(`/api/trpc/${procedure}`, { headers, data: input }));
    },
  };
}

async function read<Answer>(answer: APIResponse): Promise<Answer> {
  if (!answer.ok()) throw new Error(`${answer.url()}: ${await answer.text()}`);
  return ((await answer.json()) as { result: { data: Answer } }).result.data;
}
