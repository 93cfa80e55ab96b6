import { z } from 'zod';
import type { Action } from './action';
import { Rights } from './rights';

/** Who acts. `system` is the hub itself, of which each use has a name. */
export type Actor = PersonActor | { kind: 'system'; name: string };

export type PersonActor = {
  kind: 'person';
  id: string;
  name: string;
  rights: Rights;
  /** What they are doing now; absent until a procedure has decided that they may. */
  action?: Action;
  /** Where they are now, as far as the door could tell. */
  from?: Origin;
  /** The session by which they are here; absent when a token of the API or kubectl speaks for them. */
  session?: string;
  /** The token of the API that speaks for them, whose rights are already cut down to its own. */
  token?: { id: string; name: string };
  /** The session of kubectl by which they are here, and the machine on which it began. */
  kubectl?: { session: string; machine: string };
};

/** Where a request came from: the address as the trusted proxies tell it, and what the program calls itself. */
export type Origin = { address: string; agent: string };

/** What a browser knows of who is signed in: enough to say why a button is not for them, and names of whom to ask. */
export const Me = z.object({ id: z.string(), name: z.string(), rights: Rights, ask: z.array(z.string()) });
export type Me = z.infer<typeof Me>;

export const SignInToken = z.strictObject({ token: z.string().min(20).max(200) });
