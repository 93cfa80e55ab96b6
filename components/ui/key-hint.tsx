export function KeyHint({ children }: { children: string }) {
  return (
    <kbd className="inline-flex h-4 min-w-4 items-center justify-center rounded-sm border border-current/25 px-1 font-sans text-2xs leading-none">
      {children}
    </kbd>
  );
}
