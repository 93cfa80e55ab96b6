import type { TextEdit } from '~/server/kernel/text-edit';

/** Bounds on YAML that comes from outside; an object in etcd is at most 1.5 MiB. */
export const LIMITS = {
  bytes: 5 * 1024 * 1024,
  documents: 100,
  depth: 64,
  aliases: 50,
  milliseconds: 3000,
  megabytes: 128,
} as const;

/** Why a text is not read; `line` counts from one, 0 stands for the whole. */
export type YamlFault = {
  code: 'syntax' | 'tag' | 'too-large' | 'too-many' | 'too-deep' | 'aliases' | 'too-slow';
  line: number;
  detail: string;
};

/** The values of a text, each with the line at which its document begins. */
export type Documents = { ok: true; documents: { value: unknown; line: number }[] } | { ok: false; fault: YamlFault };

export type Yaml = {
  /** Never throws and never takes longer than the limits say. */
  read(text: string): Promise<Documents>;
  /** A JSON value as one document; as JSON, which is YAML too, when it is too large to be laid out in time. */
  print(value: unknown): Promise<string>;
  /** A text of one document with these edits, its comments kept; undefined where it cannot be read or takes too long. */
  edit(text: string, edits: readonly TextEdit[]): Promise<string | undefined>;
};
