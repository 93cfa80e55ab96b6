import { z } from 'zod';
import { StatusWord } from '~/server/clusters/model/health';
import { Instant } from '~/server/clusters/model/names';
import { Scope } from '~/server/clusters/model/scope';
import { SearchText, tableInput, tablePage } from '~/server/clusters/model/table';
import { ApplicationSpec, Revision } from './application';
import { Target } from './target';

/** One row of the list: how many clusters are in which state, the gravest status, and how much has drifted. */
export const ApplicationRow = z.object({
  name: z.string(),
  team: z.string().nullable(),
  revision: z.int(),
  author: z.string(),
  savedAt: Instant,
  isRemoving: z.boolean(),
  status: StatusWord,
  clusters: z.int(),
  applied: z.int(),
  refused: z.int(),
  ready: z.int(),
  wanted: z.int(),
  drifted: z.int(),
});
export type ApplicationRow = z.infer<typeof ApplicationRow>;

export const ApplicationListInput = tableInput(
  ['name', 'status', 'clusters', 'drifted', 'revision', 'team', 'savedAt'],
  z.strictObject({
    text: SearchText.optional(),
    statuses: z.array(StatusWord).max(6).optional(),
    /** The name of the team that owns them. */
    team: z.string().max(63).optional(),
    /** Those that have a target in these clusters. */
    scope: Scope.optional(),
  }),
);
export type ApplicationListInput = z.infer<typeof ApplicationListInput>;
export const ApplicationPage = tablePage(ApplicationRow);

/** One application as its page shows it. `text` saves the same again; `revision` is the one whose text it is. */
export const ApplicationView = z.object({
  name: z.string(),
  team: z.string().nullable(),
  isRemoving: z.boolean(),
  newest: z.int(),
  revision: Revision,
  spec: ApplicationSpec,
  text: z.string(),
  targets: z.array(Target),
  revisions: z.array(Revision),
});
export type ApplicationView = z.infer<typeof ApplicationView>;
