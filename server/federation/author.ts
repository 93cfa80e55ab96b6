import type { PersonActor } from '~/server/teams/model/actor';
import type { Author } from './ports/applications';

/** Who saves: the person, and the token that speaks for them. */
export const authorOf = ({ id, token, name }: PersonActor): Author => ({ person: id, token: token?.id ?? null, name });

/** Who saved a revision, as someone whose rights are still to be looked up. */
export const actorOf = ({ person, token, name }: Author): PersonActor => ({
  ...{ kind: 'person', id: person, name, rights: [], action: 'federation.save' },
  ...(token === null ? {} : { token: { id: token, name: '' } }),
});
