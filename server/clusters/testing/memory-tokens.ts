import type { KeptToken, MemberAccess, MintedTokens, NoToken } from '../ports';

/** Minted tokens of one member, without a database. */
export function memoryTokens(first: MemberAccess): MintedTokens & { kept: KeptToken[]; noted: NoToken[] } {
  const kept: KeptToken[] = [];
  const noted: NoToken[] = [];
  return {
    kept,
    noted,
    due: async () => [],
    open: async (_due, now) => {
      const last = kept.at(-1);
      const minted = last && last.expiresAt > now ? [last] : [];
      return [
        ...minted.map(({ token }) => ({
          by: 'minted' as const,
          access: { ...first, credential: { kind: 'token' as const, token } },
        })),
        { by: 'first', access: first },
      ];
    },
    keep: async (_due, minted) => kept.push(minted) > 0,
    note: async (_due, why) => void noted.push(why),
    hasten: async () => true,
  };
}
