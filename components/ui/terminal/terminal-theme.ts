import type { ITheme } from '@xterm/xterm';

/** A terminal is ink in both themes, as the rail is: colours of programs are made for a dark ground. */
export const TERMINAL_THEME: ITheme = {
  ...{ background: '#0a141f', foreground: '#e6edf3', cursor: '#f2925c', cursorAccent: '#0a141f' },
  ...{ selectionBackground: '#31475b', black: '#1e3041', red: '#ff9c94', green: '#74d3ab', yellow: '#f0bd63' },
  ...{ blue: '#86bff5', magenta: '#c0b3e8', cyan: '#7fd4dd', white: '#cdd9e4', brightBlack: '#8fa2b3' },
  ...{ brightRed: '#ffb8b2', brightGreen: '#9be3c4', brightYellow: '#f6d391', brightBlue: '#aed3f6' },
  ...{ brightMagenta: '#d6ccf2', brightCyan: '#a6e4ea', brightWhite: '#ffffff' },
};
