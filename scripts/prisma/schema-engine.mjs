#!/usr/bin/env node
// Stand-in for the native schema engine that Prisma's CLI would download (PRISMA_SCHEMA_ENGINE_BINARY).
import { register } from 'tsx/esm/api';

register();
await import('./schema-engine.ts');
