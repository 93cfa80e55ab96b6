/** One command, and what must come of it. `{dir}` is the session's folder. */
export type Step = {
  /** `{namespace}` is the session's, `{dir}` its folder, `{pod}` the one pod with `app=web`; `+` stands for a blank. */
  kubectl: string;
  /** The line is one for bash, in which `kubectl` is the session's, in its namespace. */
  shell?: true;
  input?: string;
  /** 0 unless said otherwise. */
  exit?: number;
  /** What its output must hold. */
  says?: readonly (string | RegExp)[];
  /** Is tried again until it comes out so, for what takes its time. */
  eventually?: true;
  /** Goes by a version of its kind that a member of the other age does not serve. */
  graduated?: true;
  /** A command that kubectl 1.20 does not know. */
  newer?: true;
};
export type Session = {
  name: string;
  /** `{policy}` in them is the version of disruption budgets that the member serves. */
  files?: Record<string, string>;
  steps: readonly Step[];
};

type Says = (string | RegExp)[];

export const step = (kubectl: string, ...says: Says): Step => ({ kubectl, says });
export const fails = (kubectl: string, ...says: Says): Step => ({ kubectl, says, exit: 1 });
export const eventually = (kubectl: string, ...says: Says): Step => ({ kubectl, says, eventually: true });
export const graduated = (kubectl: string, ...says: Says): Step => ({ kubectl, says, graduated: true });
export const newer = (kubectl: string, ...says: Says): Step => ({ kubectl, says, newer: true });
export const shell = (line: string, ...says: Says): Step => ({ kubectl: line, shell: true, says });
