import { type CalendarDate, parseDate } from '@internationalized/date'

/** A day from text as `YYYY-MM-DD`, or null where the text is no such day. */
export function isoDay(text: unknown): CalendarDate | null {
  if (typeof text !== 'string' || !/^\d{4}-\d{2}-\d{2}$/.test(text)) return null
  try { return parseDate(text) } catch { return null }
}
