import type { KillReceipt } from './job.ts'

/** What a kill ended, as a sentence: `7 processes ended, 0 left.` */
export function receiptWords(receipt: KillReceipt): string {
  const ended = receipt.ended === 1 ? '1 process ended' : `${receipt.ended} processes ended`
  return `${ended}, ${receipt.left} left.`
}
