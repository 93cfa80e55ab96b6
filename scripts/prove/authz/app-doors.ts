import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

const METHOD =
  /export (?:async )?function (GET|POST|PUT|PATCH|DELETE|HEAD|OPTIONS)\b|\bas (GET|POST|PUT|PATCH|DELETE)\b/g;

/** Every page and every door of the app folder, by its address: `page /clusters/[cluster]`, `POST /api/auth/link`. */
export function listAppDoors(folder = 'app', address = ''): string[] {
  const own = [
    ...(existsSync(path.join(folder, 'page.tsx')) ? [`page ${address || '/'}`] : []),
    ...methodsOf(path.join(folder, 'route.ts')).map((method) => `${method} ${address}`),
  ];
  const inner = readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  return [
    ...own,
    ...inner.flatMap(({ name }) => {
      // (tabs) groups files and is no part of an address
      const isGroup = name.startsWith('(');
      return listAppDoors(path.join(folder, name), isGroup ? address : `${address}/${name}`);
    }),
  ];
}

function methodsOf(route: string): string[] {
  if (!existsSync(route)) return [];
  return [...readFileSync(route, 'utf8').matchAll(METHOD)].map(([, exported, renamed]) => exported ?? renamed ?? '');
}
