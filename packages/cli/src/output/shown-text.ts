/**
 * Text that a managed system gives, made fit to be shown: up to the first zero, and control characters as `?`, with which it
 * could move the cursor or invent lines.
 */
export function shownText(text: string): string {
  const end = text.indexOf("\0");
  return (end < 0 ? text : text.slice(0, end)).replace(/\p{Cc}/gu, "?");
}
