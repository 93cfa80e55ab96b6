/** Letters that are not taken for each other and make no words (https://www.rfc-editor.org/rfc/rfc8628#section-6.1). */
const ALPHABET = 'BCDFGHJKLMNPQRSTVWXZ';
const LENGTH = 8;
/** The greatest multiple of the alphabet in a byte: what lies above would make its first letters likelier. */
const FAIR = 256 - (256 % ALPHABET.length);

/** A user code, `XXXX-XXXX`, of random bytes; undefined when too few of them can be used. */
export function userCodeOf(random: Uint8Array): string | undefined {
  const letters = [...random].filter((byte) => byte < FAIR).slice(0, LENGTH);
  if (letters.length < LENGTH) return undefined;
  return dashed(letters.map((byte) => ALPHABET[byte % ALPHABET.length]).join(''));
}

/** The code that someone means who types it in any case, with or without dash and blanks; undefined where it is none. */
export function readUserCode(typed: string): string | undefined {
  const letters = typed.toUpperCase().replace(/[\s\p{Pd}]/gu, '');
  const isCode = letters.length === LENGTH && [...letters].every((letter) => ALPHABET.includes(letter));
  return isCode ? dashed(letters) : undefined;
}

const dashed = (letters: string) => `${letters.slice(0, LENGTH / 2)}-${letters.slice(LENGTH / 2)}`;
