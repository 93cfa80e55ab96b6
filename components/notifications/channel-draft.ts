import type { ChannelInput, ChannelKind, ChannelRow } from '~/server/notifications/model/channel';
import { namesIn } from './rule-draft';

/** A channel as it is typed; what opens it is never filled in. */
export type ChannelDraft = {
  name: string;
  team: string | null;
  kind: ChannelKind;
  url: string;
  secret: string;
  host: string;
  port: number;
  security: 'tls' | 'starttls';
  user: string;
  from: string;
  to: string;
  certificateAuthority: string;
};

/** What the parts of the form share. */
export type ChannelFieldsProps = {
  draft: ChannelDraft;
  change: (part: Partial<ChannelDraft>) => void;
  /** What is wrong, by the name of the field. */
  wrong: ReadonlyMap<string, string>;
  owners: readonly (string | null)[];
  /** What is kept of the channel that is changed. */
  kept: ChannelRow | undefined;
};

export const channelDraftOf = (channel: ChannelRow | undefined, team: string | null): ChannelDraft => ({
  name: channel?.name ?? '',
  team: channel ? channel.team : team,
  kind: channel?.kind ?? 'webhook',
  ...{ url: '', secret: '' },
  host: channel?.server?.host ?? '',
  port: channel?.server?.port ?? 587,
  security: channel?.server?.security ?? 'starttls',
  user: channel?.server?.user ?? '',
  from: channel?.server?.from ?? '',
  to: channel?.server?.to.join(', ') ?? '',
  certificateAuthority: channel?.certificateAuthority ?? '',
});

/** The draft as it is sent: what is empty of an address or a secret stays as it is. */
export function channelInputOf(draft: ChannelDraft, id: string | null): ChannelInput {
  const { name, team, certificateAuthority } = draft;
  const ca = certificateAuthority.trim();
  return { id, name, team, target: targetOf(draft), certificateAuthority: ca === '' ? null : ca };
}

function targetOf({ kind, url, secret, host, port, security, user, from, to }: ChannelDraft): ChannelInput['target'] {
  const address = url.trim() === '' ? {} : { url: url.trim() };
  if (kind === 'slack') return { kind, ...address };
  if (kind === 'webhook') return { kind, ...address, ...(secret === '' ? {} : { signingKey: secret }) };
  const server = { host, port, security, user: user === '' ? null : user, from, to: namesIn(to) };
  return { kind, server, ...(secret === '' ? {} : { password: secret }) };
}
