import type { ApplicationSpec } from '../model/application';
import type { Author, WantedTarget } from './applications';

/** An application that is not being removed, as far as it has to be known to be placed anew. */
export type Standing = {
  id: string;
  name: string;
  revision: number;
  namespaces: string[];
  spec: ApplicationSpec;
  author: Author;
};

/** What changes without a new revision: where the fleet is another than when it was saved. */
export type Replacing = { bring: WantedTarget[]; withdraw: string[] };

/** The plans of all applications, for the hub itself. */
export type PlanStore = {
  /** By name; all, or those of these ids. */
  standing(ids?: readonly string[]): Promise<Standing[]>;
  /** The ids of those that leave clusters by themselves, or have left one. */
  leaving(): Promise<string[]>;
  /** Changes these targets of a revision and no others; false when another revision is wanted meanwhile. */
  replace(application: string, revision: number, replacing: Replacing): Promise<boolean>;
};
