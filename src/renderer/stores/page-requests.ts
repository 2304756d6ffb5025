import { type Result, toErrorInfo } from '../../shared/errors.ts'
import type { PageEffect, PageEvent } from '../../shared/page/events.ts'
import { api } from '../api.ts'
import { readValue } from '../values/read-value.ts'

/** Effects that ask main for something. */
export type RequestEffect = Extract<PageEffect, { effect: 'trigger' | 'light' | 'readValue' }>

/** Asks what an effect wants; the answer, or why there is none, comes as the event that the page waits for. */
export async function requestFor(effect: RequestEffect): Promise<PageEvent> {
  switch (effect.effect) {
    case 'trigger': return { event: 'replied', token: effect.token, reply: await attempt(effect.call, api.trigger) }
    case 'light': return { event: 'lightReplied', token: effect.token, reply: await attempt(effect.call, api.callLight) }
    case 'readValue': return { event: 'valueRead', jobId: effect.jobId, value: await attempt(effect.stored, readValue) }
  }
}

async function attempt<Given, T>(given: Given, ask: (given: Given) => Promise<T>): Promise<Result<T>> {
  try { return { ok: true, value: await ask(given) } } catch (thrown) { return { ok: false, error: toErrorInfo(thrown) } }
}
