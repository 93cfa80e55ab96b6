/** How many forms are tried; they are the first so many of a fixed order. */
export const FORMS = 300;

const LOOPBACK4 = [127, 0, 0, 1] as const;
const INSIDE: readonly (readonly [number, number, number, number])[] = [
  LOOPBACK4,
  [127, 0, 0, 2],
  [127, 255, 255, 254],
  [0, 0, 0, 0],
  [10, 0, 0, 1],
  [172, 16, 0, 1],
  [192, 168, 0, 1],
  [100, 64, 0, 1],
  [169, 254, 169, 254],
  [169, 254, 170, 2],
  [168, 63, 129, 16],
  [100, 100, 100, 200],
  [192, 0, 0, 192],
  [198, 18, 0, 1],
  [224, 0, 0, 1],
  [255, 255, 255, 255],
];

const OTHERS = [
  ...[
    'localhost',
    'LOCALHOST',
    'localhost.',
    'ip6-localhost',
    'ip6-loopback',
    'foo.localhost',
    'metadata.google.internal',
  ],
  ...[
    '[::]',
    '[::1]',
    '[0:0:0:0:0:0:0:1]',
    '[0000:0000::0001]',
    '[::1%25lo]',
    '[::1%lo]',
    '[fe80::1]',
    '[fe80::1%25eth0]',
  ],
  ...[
    '[fc00::1]',
    '[fd00:ec2::254]',
    '[fd20:ce::254]',
    '[fec0::1]',
    '[ff02::1]',
    '[2001::1]',
    '[2001:db8::1]',
    '[100::1]',
  ],
  ...['[::ffff:0:127.0.0.1]', '[64:ff9b:1::7f00:1]', '[::7f00:1]', '[0:0:0:0:0:ffff:7f00:0001]', '[::ffff:7f00:1]'],
  ...[
    '127.1',
    '127.0.1',
    '127.000.000.001',
    '0177.0.0.1',
    '0x7f.1',
    '0',
    '00',
    '0x0',
    '1',
    '127.0.0.1.',
    '127。0。0。1',
  ],
  ...[
    '１２７.0.0.1',
    '①②⑦.0.0.1',
    '127.0.0.1%00.example.com',
    '127.0.0.1%2eexample.com',
    '%31%32%37.0.0.1',
    'ⓛⓞⓒⓐⓛⓗⓞⓢⓣ',
  ],
  ...[
    'example.com@127.0.0.1',
    'user:pass@127.0.0.1',
    '127.0.0.1#.example.com',
    '127.0.0.1\\.example.com',
    '127.0.0.1\t',
  ],
  ...['127.0.0.1\n', ' 127.0.0.1', '[127.0.0.1]', '::1', '//127.0.0.1', '127.0.0.1/../..', '4294967297', '127.0.0.256'],
];

const hex = (value: number, width = 2) => value.toString(16).padStart(width, '0');

/** One IPv4 address in all the spellings that some parser or other takes, and within IPv6. */
function spellings([a, b, c, d]: readonly [number, number, number, number]): string[] {
  const whole = ((a << 24) >>> 0) + (b << 16) + (c << 8) + d;
  const [high, low] = [hex(a) + hex(b), hex(c) + hex(d)];
  return [
    `${a}.${b}.${c}.${d}`,
    String(whole),
    `0x${hex(whole, 8)}`,
    `0${whole.toString(8)}`,
    [a, b, c, d].map((part) => `0x${hex(part)}`).join('.'),
    [a, b, c, d].map((part) => `0${part.toString(8)}`).join('.'),
    `${a}.${b}.${(c << 8) + d}`,
    `${a}.${(b << 16) + (c << 8) + d}`,
    `${a}.${b}.${c}.${d}.`,
    `[::ffff:${a}.${b}.${c}.${d}]`,
    `[::ffff:${high}:${low}]`,
    `[::${a}.${b}.${c}.${d}]`,
    `[64:ff9b::${high}:${low}]`,
    `[2002:${high}:${low}::1]`,
    `[2001:0:${high}:${low}::1]`,
    `[fe80::5efe:${high}:${low}]`,
  ];
}

/** Ways to write an address that the hub must not connect to, as the host of a URL. */
export const addressForms = (): string[] => [...new Set([...OTHERS, ...INSIDE.flatMap(spellings)])].slice(0, FORMS);

/** The addresses themselves, as a resolver answers them. */
export const resolvedForms = (): string[] => [
  ...INSIDE.map((parts) => parts.join('.')),
  ...[
    '::1',
    '::',
    '::ffff:127.0.0.1',
    '::127.0.0.1',
    '64:ff9b::7f00:1',
    '2002:7f00:1::1',
    'fe80::1',
    'fc00::1',
    'fd00:ec2::254',
  ],
];
