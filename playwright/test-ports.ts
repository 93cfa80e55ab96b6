const DEFAULT = 3199;

/** Where the hub of the journeys listens; `PORTOLAN_TEST_PORT` moves it, so that two checkouts can be tried beside each other. */
export function testPorts(): { http: number; https: number } {
  const http = Number(process.env['PORTOLAN_TEST_PORT'] ?? DEFAULT);
  return { http, https: http - 1 };
}
