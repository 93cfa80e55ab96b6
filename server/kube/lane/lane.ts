import type { Dispatcher } from 'undici';

/**
 * What requests to a member travel on: sockets that the hub dialled (undici's pool), or streams of a tunnel that the
 * member's agent opened. `destroy` ends whatever is under way.
 */
export type Lane = Pick<Dispatcher, 'dispatch'> & { destroy(): Promise<void> };

/** All lanes to one member; they share what is costly to make anew for each. */
export type Route = {
  open(options: { connections: number }): Lane;
  /** Calls when the way is open (again), where the member itself opens it; what it answers ends that. */
  onReady?(listener: () => void): () => void;
};
