/** What terminals send beside characters: cursor keys, function keys, the brackets around what is pasted. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are control characters
const SEQUENCES = /\u001b(\[[0-9;?]*[ -/]*[@-~]|O[@-~]|.)/g;
const MOST = 32_768;

/**
 * What a person typed, as lines that can be searched: keys that move the cursor are left out, backspace takes a character
 * back, ^U and ^C the line. What a shell completed or a person fetched from its history is not in it.
 */
export function typedLines(input: string): string {
  const lines = [''];
  for (const char of input.replace(SEQUENCES, '')) {
    const line = lines.pop() ?? '';
    if (char === '\r' || char === '\n') lines.push(line, '');
    else lines.push(typedAfter(line, char));
  }
  return lines
    .filter((line) => line.trim() !== '')
    .join('\n')
    .slice(0, MOST);
}

/** The line after one more key. */
function typedAfter(line: string, key: string): string {
  if (key === '\u007f' || key === '\b') return line.slice(0, -1);
  if (key === '\u0015' || key === '\u0003') return '';
  return key >= ' ' ? line + key : line;
}
