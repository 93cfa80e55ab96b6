import { badRequest, type Cause, invalidFields } from '~/server/simulator/api/api-error';
import { isTrue } from '~/server/simulator/api/select/query';

/** What somebody wants of a log (PodLogOptions). */
export type LogOptions = {
  container: string;
  follow: boolean;
  previous: boolean;
  timestamps: boolean;
  tailLines?: number;
  limitBytes?: number;
  sinceSeconds?: number;
  sinceTime?: Date;
};

/** Reads the query of a request for the log of a pod; throws 400 and 422 as the real server. */
export function parseLogOptions(pod: string, query: URLSearchParams): LogOptions {
  const tailLines = wholeNumber(query, 'tailLines');
  const limitBytes = wholeNumber(query, 'limitBytes');
  const sinceSeconds = wholeNumber(query, 'sinceSeconds');
  const since = query.get('sinceTime') ?? '';
  const causes = [
    ...(tailLines !== undefined && tailLines < 0
      ? [tooSmall('tailLines', tailLines, 'greater than or equal to 0')]
      : []),
    ...(limitBytes !== undefined && limitBytes < 1 ? [tooSmall('limitBytes', limitBytes, 'greater than 0')] : []),
    ...(sinceSeconds !== undefined && since !== '' ? [BOTH] : []),
    ...(sinceSeconds !== undefined && since === '' && sinceSeconds < 1
      ? [tooSmall('sinceSeconds', sinceSeconds, 'greater than 0')]
      : []),
  ];
  if (causes.length > 0) throw invalidFields({ group: '', kind: 'PodLogOptions' }, pod, causes);
  return {
    container: query.get('container') ?? '',
    follow: isTrue(query.get('follow')),
    previous: isTrue(query.get('previous')),
    timestamps: isTrue(query.get('timestamps')),
    ...(tailLines === undefined ? {} : { tailLines }),
    ...(limitBytes === undefined ? {} : { limitBytes }),
    ...(sinceSeconds === undefined ? {} : { sinceSeconds }),
    ...(since === '' ? {} : { sinceTime: readTime(since) }),
  };
}

const tooSmall = (field: string, value: number, bound: string): Cause => ({
  reason: 'FieldValueInvalid',
  message: `Invalid value: ${value}: must be ${bound}`,
  field,
});

const BOTH: Cause = {
  reason: 'FieldValueForbidden',
  message: 'Forbidden: at most one of `sinceTime` or `sinceSeconds` may be specified',
  field: '[]',
};

function wholeNumber(query: URLSearchParams, name: string): number | undefined {
  const text = query.get(name);
  if (text === null || text === '') return undefined;
  if (!/^[+-]?\d+$/.test(text)) throw badRequest(`strconv.ParseInt: parsing ${JSON.stringify(text)}: invalid syntax`);
  return Number(text);
}

function readTime(text: string): Date {
  const time = new Date(text);
  if (!Number.isNaN(time.getTime())) return time;
  throw badRequest(
    `parsing time ${JSON.stringify(text)} as "2006-01-02T15:04:05Z07:00": cannot parse ${JSON.stringify(text)} as "2006"`,
  );
}
