/** A command with its words, and where its output goes and its input comes from. */
export type SimpleCommand = { words: Word[]; redirects: Redirect[] };
export type Redirect = { operator: '>' | '>>' | '<' | '2>&1' | '>&2' | '2>'; target: Word };

/** A word in parts; what stands in single quotes is taken as it is. */
export type Word = { text: string; literal: boolean }[];
/** Commands whose output is the next one's input; `after` says on what the pipeline depends. */
export type Pipeline = { after: ';' | '&&' | '||'; commands: SimpleCommand[] };

type Token = { operator: string } | { word: Word };

const OPERATOR = /^(2>&1|1?>&2|2>|>>|&&|\|\||[;|<>\n])/;

const ENDS = [';', '\n', '&&', '||'];

/** Takes a script of sh apart, as far as it is simple: words, quotes, pipes, redirections, `;`, `&&`, `||`. Throws on what is not. */
export function parseScript(text: string): Pipeline[] {
  const pipelines: Pipeline[] = [];
  let after: Pipeline['after'] = ';';
  let tokens: Token[] = [];
  const finish = (next: Pipeline['after']) => {
    if (tokens.length > 0) pipelines.push({ after, commands: split(tokens).map(parseCommand) });
    [after, tokens] = [next, []];
  };
  for (const token of tokensOf(text)) {
    const operator = 'operator' in token ? token.operator : '';
    if (ENDS.includes(operator)) finish(operator === '&&' || operator === '||' ? operator : ';');
    else tokens.push(token);
  }
  finish(';');
  return pipelines;
}

/** The parts of a pipeline. */
function split(tokens: readonly Token[]): Token[][] {
  const parts: Token[][] = [[]];
  for (const token of tokens) {
    if ('operator' in token && token.operator === '|') parts.push([]);
    else parts.at(-1)?.push(token);
  }
  return parts;
}

function parseCommand(tokens: readonly Token[]): SimpleCommand {
  const command: SimpleCommand = { words: [], redirects: [] };
  const rest = [...tokens];
  for (let token = rest.shift(); token; token = rest.shift()) {
    if ('word' in token) command.words.push(token.word);
    else command.redirects.push(parseRedirect(token.operator as Redirect['operator'], rest));
  }
  return command;
}

/** All but the joining of two outputs name a file. */
function parseRedirect(operator: Redirect['operator'], rest: Token[]): Redirect {
  if (operator === '2>&1' || operator === '>&2') return { operator, target: [] };
  const next = rest.shift();
  if (!next || !('word' in next)) throw new SyntaxError('syntax error: unexpected end of file');
  return { operator, target: next.word };
}

function tokensOf(text: string): Token[] {
  const tokens: Token[] = [];
  let rest = text;
  while (rest !== '') {
    const blank = /^[ \t\r]+/.exec(rest)?.[0] ?? /^#[^\n]*/.exec(rest)?.[0];
    const operator = OPERATOR.exec(rest)?.[0];
    if (blank) rest = rest.slice(blank.length);
    else if (operator) {
      tokens.push({ operator: operator.replace(/^1/, '') });
      rest = rest.slice(operator.length);
    } else {
      const { word, length } = wordAt(rest);
      tokens.push({ word });
      rest = rest.slice(length);
    }
  }
  return tokens;
}

const PART = /^(?:'([^']*)'|"((?:[^"\\]|\\[\s\S])*)"|\\([\s\S])|([^\s'"\\;|<>&]+|&(?!&)))/;

function wordAt(text: string): { word: Word; length: number } {
  const word: Word = [];
  let length = 0;
  for (let rest = text; rest !== ''; rest = text.slice(length)) {
    const match = PART.exec(rest);
    if (!match) {
      if (/^["']/.test(rest)) throw new SyntaxError('syntax error: unterminated quoted string');
      break;
    }
    const [whole, single, double, escaped, bare] = match;
    if (single !== undefined || escaped !== undefined) word.push({ text: single ?? escaped ?? '', literal: true });
    else word.push({ text: double?.replace(/\\(["\\$`])/g, '$1') ?? bare ?? '', literal: false });
    length += whole.length;
  }
  return { word, length };
}

/** A word with its variables filled in. */
export function expand(word: Word, variables: (name: string) => string): string {
  const filled = (text: string) =>
    text.replace(/\$(?:\{(\w+)\}|(\w+|\?))/g, (_all, braced: string, plain: string) => variables(braced ?? plain));
  return word.map(({ text, literal }) => (literal ? text : filled(text))).join('');
}
