// The Chinese catalogue speaks with one voice: readers are 您, the hub is Hub, and punctuation beside Chinese is full width.
import fs from 'node:fs';
import path from 'node:path';
import { root } from '../prepare.mjs';

const FOLDER = path.join(root, 'components/i18n/messages/zh-CN');
const RULES = [
  { wrong: /你/, says: 'readers are 您' },
  { wrong: /(?<!数据)中心/, says: 'the hub is Hub' },
  { wrong: /\p{Script=Han}[,:;?!(]|[,;?!)] ?\p{Script=Han}/u, says: 'punctuation beside Chinese is full width' },
];

const textsOf = (tree, above) =>
  Object.entries(tree).flatMap(([key, value]) =>
    typeof value === 'string' ? [{ key: `${above}.${key}`, text: value }] : textsOf(value, `${above}.${key}`),
  );

const findWrong = (texts) =>
  texts.flatMap(({ key, text }) => RULES.filter(({ wrong }) => wrong.test(text)).map(({ says }) => `${key}: ${says}`));

const texts = fs.readdirSync(FOLDER).flatMap((file) => {
  return textsOf(JSON.parse(fs.readFileSync(path.join(FOLDER, file), 'utf8')), path.basename(file, '.json'));
});
const wrong = findWrong(texts);
for (const sentence of wrong) console.error(sentence);
const planted = ['你的集群', '无法连接中心', '没有集群,请注册'].map((text) => ({ key: 'planted', text }));
const caught = planted.filter((one) => findWrong([one]).length > 0).length;
console.log(`${texts.length} Chinese texts, ${wrong.length} wrong; ${caught} of ${planted.length} planted ones caught`);
process.exitCode = wrong.length === 0 && caught === planted.length ? 0 : 1;
