import { auditRouter } from './routers/audit';
import { clustersRouter } from './routers/clusters';
import { liveRouter } from './routers/live';
import { notificationsRouter } from './routers/notifications';
import { objectsRouter } from './routers/objects';
import { teamsRouter } from './routers/teams';
import { topologyRouter } from './routers/topology';
import { router } from './trpc';

export const appRouter = router({
  audit: auditRouter,
  clusters: clustersRouter,
  live: liveRouter,
  notifications: notificationsRouter,
  objects: objectsRouter,
  teams: teamsRouter,
  topology: topologyRouter,
});

export type AppRouter = typeof appRouter;
