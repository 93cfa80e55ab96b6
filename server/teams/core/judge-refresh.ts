/** How a credential that is shown compares with those that are kept of its session. */
export type ShownRefresh = { isCurrent: boolean; isPrevious: boolean; previousUntil: Date | null };

/**
 * What a shown credential of a session is. `again`: the one before, a moment after it was used: an answer was lost, or two
 * programs asked at once. `reused`: an older one, so that two hold what one was given.
 * https://www.rfc-editor.org/rfc/rfc9700#section-4.14.2
 */
export function judgeRefresh(shown: ShownRefresh, now: Date): 'current' | 'again' | 'reused' {
  if (shown.isCurrent) return 'current';
  return shown.isPrevious && shown.previousUntil !== null && now < shown.previousUntil ? 'again' : 'reused';
}
