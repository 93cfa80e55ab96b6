import fc from 'fast-check';
import { type Json, optional, some } from './pod-parts';

/** A kind that requests are made about: where it lives and parts of its objects, each of which may be left out. */
export type Subject = {
  apiVersion: string;
  kind: string;
  plural: string;
  /** A whole object without its metadata. */
  whole: fc.Arbitrary<Json>;
  /** Some of its fields, as a patch or an apply names them. */
  part: fc.Arbitrary<Json>;
  /** What is reported through the status door, for kinds that have one. */
  status?: fc.Arbitrary<Json>;
  scales?: boolean;
  custom?: boolean;
};

/** A kind whose fields may each come and go. */
export const plain = (
  apiVersion: string,
  kind: string,
  plural: string,
  fields: Record<string, fc.Arbitrary<unknown>>,
): Subject => ({
  apiVersion,
  kind,
  plural,
  whole: some(fields),
  part: some(
    Object.fromEntries(Object.entries(fields).map(([field, inside]) => [field, optional(inside, fc.constant(null))])),
  ),
});
