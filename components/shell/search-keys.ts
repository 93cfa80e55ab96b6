/** The keys that open the search, as the keyboard of the platform names them; unknown ones have a Ctrl key. */
export const searchKeys = (platform: string): string => (/^(mac|iphone|ipad|ipod)/i.test(platform) ? '⌘K' : 'Ctrl K');
