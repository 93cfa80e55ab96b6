import { defineConfig } from '@playwright/test';
import { testPorts } from './playwright/test-ports';

const SIGNED_IN = 'playwright/.results/signed-in.json';
const ARGUMENTS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
];

/** Journeys through the product as a person sees it: the built hub, the demo fleet, a real Chromium. */
export default defineConfig({
  testDir: 'playwright',
  outputDir: 'playwright/.results/artifacts',
  globalSetup: './playwright/global-setup.ts',
  workers: 1,
  // a journey that passes only the second time is named at the end of the run
  retries: process.env['CI'] ? 1 : 0,
  timeout: 120_000,
  expect: { timeout: 15_000 },
  use: {
    baseURL: `http://127.0.0.1:${testPorts().http}`,
    browserName: 'chromium',
    headless: true,
    viewport: { width: 1280, height: 800 },
    locale: 'en',
    trace: 'retain-on-failure',
    launchOptions: { executablePath: process.env['CHROMIUM'] ?? '/usr/bin/chromium', args: ARGUMENTS },
  },
  projects: [
    { name: 'first start', testMatch: 'shell/first-start.setup.ts', teardown: 'sign out' },
    { name: 'sign out', testMatch: 'shell/sign-out.teardown.ts', use: { storageState: SIGNED_IN } },
    {
      name: 'journeys',
      testMatch: '**/*.spec.ts',
      dependencies: ['first start'],
      use: { storageState: SIGNED_IN },
    },
  ],
});
