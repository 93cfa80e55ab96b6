/** Why files could not be moved, in a sentence for the person. */
export class TransferFault extends Error {
  override readonly name = 'TransferFault';
}

const SILENCE_MS = 60_000;

/** What is waited for, unless nothing comes for a minute: then `why` is thrown as a `TransferFault`. */
export async function beforeSilence<Value>(work: Promise<Value>, why = SILENT, ms = SILENCE_MS): Promise<Value> {
  let timer: NodeJS.Timeout | undefined;
  const silence = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new TransferFault(why)), ms);
  });
  return Promise.race([work, silence]).finally(() => clearTimeout(timer));
}

const SILENT = 'the container took or gave nothing for a minute, and was given up';
