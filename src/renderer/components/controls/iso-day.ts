import { type CalendarDate, parseDate } from '@internationalized/date'

/** A day from text as `YYYY-MM-DD`; undefined where the text is no such day. */
export function isoDay(text: unknown): CalendarDate | undefined {
  if (typeof text !== 'string' || !/^\d{4}-\d{2}-\d{2}$/.test(text)) return undefined
  try { return parseDate(text) } catch { return undefined }
}
