import type { TaskId } from '../../shared/brand.ts'
import type { OpenedTask } from '../../shared/contract.ts'
import type { TaskSource } from '../engine/ports.ts'

/** The task's descriptor as its script stands now; null where there is none, and the task's summary says why. */
export async function describeTask(tasks: TaskSource, taskId: TaskId): Promise<OpenedTask['described']> {
  try {
    const { bundle, descriptor } = await tasks.runnable(taskId)
    return { descriptor, codeHash: bundle.codeHash }
  } catch {
    return null
  }
}
