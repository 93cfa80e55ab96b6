import { type OperationLink, TRPCClientError, type TRPCLink } from '@trpc/client';
import { observable } from '@trpc/server/observable';
import type { AppRouter } from '~/server/api/root';
import { whenPageIsQuiet } from './when-page-is-quiet';

type Link = OperationLink<AppRouter>;

/** The WebSocket's code and connection come after the page can be used; a subscription continues from the event the page was drawn at. */
export const lazySocketLink: TRPCLink<AppRouter> = (runtime) => {
  let loading: Promise<Link> | undefined;
  const load = async () => {
    await whenPageIsQuiet();
    const { createSocketLink } = await import('./socket-link');
    return createSocketLink()(runtime);
  };
  return (operation) =>
    observable((observer) => {
      let leave: (() => void) | undefined;
      let left = false;
      loading ??= load();
      const begin = (link: Link) => {
        if (!left) leave = link(operation).subscribe(observer).unsubscribe;
      };
      // the next subscription tries again
      const fail = (error: Error) => {
        loading = undefined;
        observer.error(TRPCClientError.from(error));
      };
      void loading.then(begin, fail);
      return () => {
        left = true;
        leave?.();
      };
    });
};
