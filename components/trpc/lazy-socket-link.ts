import type { OperationLink, TRPCLink } from '@trpc/client';
import { observable } from '@trpc/server/observable';
import type { AppRouter } from '~/server/api/root';

type Link = OperationLink<AppRouter>;

/** The WebSocket's code and connection come with the first subscription, after the page is there to be used. */
export const lazySocketLink: TRPCLink<AppRouter> = (runtime) => {
  let loading: Promise<Link> | undefined;
  const load = () => {
    loading ??= import('./socket-link').then((module) => module.createSocketLink()(runtime));
    return loading;
  };
  return (operation) =>
    observable((observer) => {
      let leave: (() => void) | undefined;
      let left = false;
      void load().then((link) => {
        if (!left) leave = link(operation).subscribe(observer).unsubscribe;
      });
      return () => {
        left = true;
        leave?.();
      };
    });
};
