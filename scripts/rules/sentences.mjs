// Every sentence of the catalogues is said somewhere. A key counts as used when a file that asks for a namespace above it
// holds the rest of the key, as a text or as a template whose holes may be anything.
import fs from 'node:fs';
import path from 'node:path';
import ts from 'typescript';
import { root } from '../prepare.mjs';

const MESSAGES = 'components/i18n/messages';
/** Where the whole rest of a key comes at run time: from the hub's own words, or from a member's column or field. */
const COMPOSED = [
  'access.role.',
  ...['audit.namespace', 'audit.person', 'audit.team'],
  ...['problem', 'obstacle', 'remove', 'spreadBy'].map((part) => `federation.${part}.`),
  'notifications.fault.',
  'notifications.wrong.',
  'objects.column.',
  'objects.finding.',
  'objects.refusal.',
  'people.account.way.',
  'people.providers.wrong.',
  ...['status.count.', 'status.objectReason.'],
  'topology.edit.refusal.',
];

/** `a.b.c` of each text of a catalogue. */
function keysOf(tree, above) {
  return Object.entries(tree).flatMap(([key, value]) =>
    typeof value === 'string' ? [`${above}.${key}`] : keysOf(value, `${above}.${key}`),
  );
}

function catalogueKeys() {
  const folder = path.join(root, MESSAGES, 'en');
  return fs.readdirSync(folder).flatMap((file) => {
    const tree = JSON.parse(fs.readFileSync(path.join(folder, file), 'utf8'));
    return keysOf(tree, path.basename(file, '.json'));
  });
}

const sourceFiles = (folder) =>
  fs.readdirSync(path.join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const name = path.join(folder, entry.name);
    if (entry.isDirectory()) return name === MESSAGES ? [] : sourceFiles(name);
    return /\.tsx?$/.test(name) && !/\.test\.tsx?$/.test(name) ? [name] : [];
  });

const isAsking = (node) => ts.isIdentifier(node) && /^(use|get)Translations$/.test(node.text);

/** The namespaces that a file asks for and everything that it says, as patterns: a hole of a template is one step. */
function readFile(file) {
  const tree = ts.createSourceFile(file, fs.readFileSync(path.join(root, file), 'utf8'), ts.ScriptTarget.Latest);
  const [namespaces, texts, templates] = [[], new Set(), []];
  const visit = (node) => {
    if (ts.isCallExpression(node) && isAsking(node.expression)) namespaces.push(...node.arguments.flatMap(partsOf));
    if (ts.isStringLiteralLike(node) || ts.isIdentifier(node)) texts.add(node.text);
    else templates.push(...partsOf(node).filter(saysAnything).map(patternOf));
    ts.forEachChild(node, visit);
  };
  visit(tree);
  return { namespaces: namespaces.map(patternOf), texts, templates };
}

/** A text as itself, a template as what stands between its holes; nothing for what is neither. */
function partsOf(node) {
  if (ts.isStringLiteralLike(node)) return [[node.text]];
  if (!ts.isTemplateExpression(node)) return [];
  return [[node.head.text, ...node.templateSpans.map(({ literal }) => literal.text)]];
}

const saysAnything = (parts) => parts.some((part) => part !== '');
const escaped = (text) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
const patternOf = (parts) => new RegExp(`^${parts.map(escaped).join('[^.]+')}$`);

/** Whether one file says this key under a namespace that it asks for. */
function isSaid(key, { namespaces, texts, templates }) {
  const steps = key.split('.');
  return steps.slice(1).some((_, index) => {
    const [namespace, rest] = [steps.slice(0, index + 1).join('.'), steps.slice(index + 1).join('.')];
    if (!namespaces.some((pattern) => pattern.test(namespace))) return false;
    return texts.has(rest) || templates.some((pattern) => pattern.test(rest));
  });
}

const files = ['app', 'components'].flatMap(sourceFiles).map(readFile);
const isUsed = (key) => COMPOSED.some((prefix) => key.startsWith(prefix)) || files.some((file) => isSaid(key, file));
const findUnused = (keys) => keys.filter((key) => !isUsed(key));

const keys = catalogueKeys();
const unused = findUnused(keys);
for (const key of unused) console.error(`nothing says ${key}`);
const planted = ['ui.planted', 'shell.planted.title', 'people.account.planted'];
const missed = planted.filter((key) => !findUnused(planted).includes(key));
for (const key of missed) console.error(`MISSED the planted sentence ${key}`);
console.log(`${keys.length} sentences, ${unused.length} unused; ${planted.length - missed.length} planted ones caught`);
process.exitCode = unused.length + missed.length === 0 ? 0 : 1;
