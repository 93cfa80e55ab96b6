import { parseArgs } from 'node:util';
import { benchDrift } from './drift/bench-drift';
import { benchFreshness } from './freshness/bench-freshness';
import type { Bench } from './measure';
import { benchPage } from './page/bench-page';
import { benchPlace } from './place/bench-place';
import { benchPropagate } from './propagate/bench-propagate';
import { benchProxy } from './proxy/bench-proxy';
import { benchRights } from './rights/bench-rights';
import { benchSimulator } from './simulator/bench-simulator';
import { benchSync } from './sync/bench-sync';

const BENCHES: Record<string, Bench> = {
  sync: benchSync,
  page: benchPage,
  freshness: benchFreshness,
  simulator: benchSimulator,
  proxy: benchProxy,
  rights: benchRights,
  place: benchPlace,
  drift: benchDrift,
  propagate: benchPropagate,
};

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    list: { type: 'boolean', default: false },
    quick: { type: 'boolean', default: false },
    seconds: { type: 'string' },
  },
});
const [name = ''] = positionals;
const bench = BENCHES[name];
if (values.list || !bench) {
  console.log(Object.keys(BENCHES).join('\n'));
  process.exit(values.list ? 0 : 1);
}

const seconds = values.seconds === undefined ? undefined : Number(values.seconds);
const { figures, goals } = await bench({ quick: values.quick, seconds });
for (const { goal, met } of goals) console.log(`${met ? 'met   ' : 'MISSED'} ${goal}`);
const pass = values.quick ? null : goals.every(({ met }) => met);
console.log(JSON.stringify({ bench: name, figures, pass }));
process.exit(pass === false ? 1 : 0);
