/**
 * Marks that make words read in another order than they are written: a name or a command could look like
 * another one. Letters that are written from the right need none of them.
 */
export const TURNS_DIRECTION = /[\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069]/g;

/**
 * Words as they are, but for what would move the cursor, change the colours or set the title of a terminal
 * that they are printed to, and for what turns them around.
 */
export function harmless(words: string): string {
  return words.replace(/[^\P{Cc}\n\r\t]|[\u202A-\u202E\u2066-\u2069]/gu, '\uFFFD');
}
