import { z } from 'zod';
import { TimeZone, WallTime } from '~/server/clusters/model/wall-clock';
import { GrantScope } from '~/server/teams/model/grant';
import { TeamName } from '~/server/teams/model/team';
import { EventKind } from './event';

export const LANGUAGES = ['en', 'zh-CN'] as const;
export const Language = z.enum(LANGUAGES);
export type Language = z.infer<typeof Language>;

/** From `from` until `to`, over midnight when `to` is the earlier one. */
export const QuietHours = z
  .strictObject({ from: WallTime, to: WallTime, graveBreaks: z.boolean() })
  .refine(({ from, to }) => from !== to, { path: ['to'], message: 'quiet hours begin and end at different times' });
export type QuietHours = z.infer<typeof QuietHours>;

/** Seconds. `wait`: how long the first message waits for what comes with it; `interval`: between one message and the next. */
export const Grouping = z.strictObject({ wait: z.int().min(0).max(3600), interval: z.int().min(0).max(86_400) });
export type Grouping = z.infer<typeof Grouping>;

/** One line: it stands in subjects. */
export const TitleText = z
  .string()
  .trim()
  .min(1, 'give it a name')
  .max(100)
  .regex(/^\P{Cc}*$/u, 'one line');

/** The team that is told; null: those who look after the fleet. */
export const Owner = TeamName.nullable();

const ruleFields = {
  name: TitleText,
  team: Owner,
  kinds: z.array(EventKind).min(1, 'choose at least one kind').max(20),
  scope: GrantScope,
  channels: z.array(z.uuid()).min(1, 'choose at least one channel').max(20),
  grouping: Grouping.default({ wait: 30, interval: 300 }),
  timeZone: TimeZone.default('UTC'),
  quiet: QuietHours.nullable().default(null),
  language: Language.default('en'),
  enabled: z.boolean().default(true),
};

/** Without an id it is a new one. A rule stays with its team. */
export const RuleInput = z.strictObject({ id: z.uuid().nullable().default(null), ...ruleFields });
export type RuleInput = z.infer<typeof RuleInput>;

export const Rule = z.object({ id: z.string(), ...ruleFields });
export type Rule = z.infer<typeof Rule>;

/** `editable`: whether who asks may change it. */
export const RuleRow = Rule.extend({ lastToldAt: z.iso.datetime().nullable(), editable: z.boolean() });
export type RuleRow = z.infer<typeof RuleRow>;

export const ById = z.strictObject({ id: z.uuid() });
