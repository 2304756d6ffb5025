import { AppError } from '../../src/shared/errors.ts'
import type { ErrorInfo } from '../../src/shared/errors.ts'
import type { StoredValue } from '../../src/shared/stored-value.ts'
import type { Backend, RunEnd, RunObserver, RunRequest } from '../../src/main/engine/ports.ts'

/** One run in the hands of a test, which decides what happens to it. */
export interface FakeRun {
  readonly request: RunRequest
  readonly observer: RunObserver
  readonly signal: AbortSignal
  /** The result goes out; the process is still there until `exit`. */
  returns(value: StoredValue | null): void
  exit(): void
  fails(error: ErrorInfo): void
}

/** The in-memory double of the backend port: runs wait for the test, an abort ends them with a receipt of three. */
export class FakeBackend implements Backend {
  readonly capacity = Number.POSITIVE_INFINITY
  readonly runs: FakeRun[] = []
  readonly acknowledged: number[] = []
  /** While true an aborted run stays until `exit`. */
  stubborn = false

  run(request: RunRequest, observer: RunObserver, signal: AbortSignal): Promise<RunEnd> {
    if (signal.aborted) return Promise.resolve({ end: 'aborted', receipt: { ended: 0, left: 0, tookMs: 0 } })
    return new Promise((resolve) => {
      let returned = false
      const receipt = { ended: 3, left: 0, tookMs: 1 }
      const exit = (): void => { resolve(signal.aborted && !returned ? { end: 'aborted', receipt } : { end: 'returned', receipt }) }
      this.runs.push({
        request, observer, signal, exit,
        returns: (value) => { returned = true; observer.returned(value) },
        fails: (error) => { resolve({ end: 'failed', error, receipt }) },
      })
      signal.addEventListener('abort', () => { if (!this.stubborn) exit() })
      observer.started()
    })
  }

  /** The run started last. */
  get last(): FakeRun {
    const run = this.runs.at(-1)
    if (run === undefined) throw new AppError('INTERNAL', 'No run was started')
    return run
  }

  endGrace(): void { /* ends with the test */ }
  keepWarm(): void { /* nothing to keep */ }
  acknowledge(_runId: string, seq: number): void { this.acknowledged.push(seq) }
  async [Symbol.asyncDispose](): Promise<void> { await Promise.resolve() }
}
