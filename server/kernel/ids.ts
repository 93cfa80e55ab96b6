declare const brand: unique symbol;
type Branded<Value, Name extends string> = Value & { readonly [brand]: Name };

/** The hub's own id of a member: a UUID that is never given to another one. */
export type ClusterId = Branded<string, 'ClusterId'>;
/** A member's name: an RFC 1123 label, unique in the hub. */
export type ClusterName = Branded<string, 'ClusterName'>;
export type PersonId = Branded<string, 'PersonId'>;

/** The guarantee behind these casts is the caller's: the value comes from a schema or from the database. */
export const clusterId = (value: string): ClusterId => value as ClusterId;
export const clusterName = (value: string): ClusterName => value as ClusterName;
export const personId = (value: string): PersonId => value as PersonId;
