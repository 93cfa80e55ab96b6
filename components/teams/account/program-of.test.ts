import { expect, it } from 'vitest';
import { programOf } from './program-of';

const chrome = 'AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0';

it.each([
  [`Mozilla/5.0 (X11; Linux x86_64) ${chrome} Safari/537.36`, 'Chrome 142', 'Linux'],
  [`Mozilla/5.0 (Windows NT 10.0; Win64; x64) ${chrome} Safari/537.36 Edg/142.0.0.0`, 'Edge 142', 'Windows'],
  ['Mozilla/5.0 (Macintosh; Intel Mac OS X 10.15; rv:145.0) Gecko/20100101 Firefox/145.0', 'Firefox 145', 'macOS'],
  [
    'Mozilla/5.0 (iPhone; CPU iPhone OS 18_6 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.6 Mobile/15E148 Safari/604.1',
    'Safari 18',
    'iOS',
  ],
  [`Mozilla/5.0 (Linux; Android 15) ${chrome} Mobile Safari/537.36`, 'Chrome 142', 'Android'],
  ['curl/8.11.0', 'curl 8.11.0', null],
  ['kubectl/v1.32.0 (linux/amd64) kubernetes/70d3cc9', 'kubectl v1.32.0', 'Linux'],
  ['', null, null],
])('%s is %s on %s', (agent, program, system) => {
  expect(programOf(agent)).toEqual({ program, system });
});
