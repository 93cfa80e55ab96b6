import { auditRouter } from './routers/audit';
import { clustersRouter } from './routers/clusters';
import { federationRouter } from './routers/federation';
import { liveRouter } from './routers/live';
import { notificationsRouter } from './routers/notifications';
import { objectsRouter } from './routers/objects';
import { teamsRouter } from './routers/teams';
import { topologyRouter } from './routers/topology';
import { router } from './trpc';

export const appRouter = router({
  audit: auditRouter,
  clusters: clustersRouter,
  federation: federationRouter,
  live: liveRouter,
  notifications: notificationsRouter,
  objects: objectsRouter,
  teams: teamsRouter,
  topology: topologyRouter,
});

export type AppRouter = typeof appRouter;
