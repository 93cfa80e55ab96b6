'use client';
import { Search } from 'lucide-react';
import { type RefObject, useEffect, useRef, useState } from 'react';
import { Input } from '../input';
import { KeyHint } from '../key-hint';

type FilterTextProps = {
  text: string;
  onText: (text: string) => void;
  placeholder: string;
  search: RefObject<HTMLInputElement | null>;
};

const TYPING_MS = 200;

/** What rows are narrowed by: told a moment after the last key, or at once when the field is left. */
export function FilterText({ text, onText, placeholder, search }: FilterTextProps) {
  const [typed, setTyped] = useState(text);
  const [known, setKnown] = useState(text);
  if (text !== known) {
    setKnown(text);
    setTyped(text);
  }
  const waiting = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(waiting.current), []);
  const tell = (next: string) => {
    clearTimeout(waiting.current);
    waiting.current = undefined;
    onText(next);
  };
  const onType = (next: string) => {
    setTyped(next);
    clearTimeout(waiting.current);
    waiting.current = setTimeout(() => tell(next), TYPING_MS);
  };
  return (
    <div className="relative w-72">
      <Search aria-hidden className="pointer-events-none absolute top-2 left-2 size-4 text-ink-faint" />
      <Input
        ref={search}
        type="search"
        aria-label={placeholder}
        placeholder={placeholder}
        className="pr-8! pl-7.5!"
        value={typed}
        onChange={(event) => onType(event.target.value)}
        // a change of the address that came after the press that leaves the field would call that navigation off
        onBlur={() => waiting.current !== undefined && tell(typed)}
      />
      <span className="pointer-events-none absolute top-2 right-2 text-ink-faint">
        {typed === '' && <KeyHint>/</KeyHint>}
      </span>
    </div>
  );
}
