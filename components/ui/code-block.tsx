import { CopyButton } from './copy-button';

/** A command to run or text to read, with its copy button. */
export function CodeBlock({ code }: { code: string }) {
  return (
    <div className="flex items-start gap-2 rounded-md border border-line bg-sunken py-1 pr-1 pl-3 text-left">
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what is too long is scrolled, also by keys (WCAG 2.1.1) */}
      <pre tabIndex={0} className="min-w-0 flex-1 overflow-x-auto py-1.5 font-mono text-xs leading-5 text-ink">
        {code}
      </pre>
      <CopyButton text={code} />
    </div>
  );
}
