/** The look of an icon in the top bar that opens something. */
export const barButton =
  'inline-flex size-8 items-center justify-center rounded-md text-ink-soft transition-colors hover:bg-hover hover:text-ink [&_svg]:size-4';
