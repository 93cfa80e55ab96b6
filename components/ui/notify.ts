'use client';

type Notice = { title: string; detail?: string; tone?: 'done' | 'failed' };

/** A short word at the edge of the page about what was just done; the library arrives with the first one. */
export async function notify({ title, detail, tone = 'done' }: Notice): Promise<void> {
  const { toast } = await import('sonner');
  const options = detail === undefined ? {} : { description: detail };
  if (tone === 'failed') toast.error(title, options);
  else toast.success(title, options);
}
