import type { ElectronApplication } from 'playwright-core'

/** A question that the app asked with the system's own box, which no test can press. */
export interface AskedQuestion { readonly message: string; readonly detail: string; readonly buttons: readonly string[] }

/** Answers the system's question boxes from now on: with the button of this name, or the one that cancels. */
export async function answerQuestions(app: ElectronApplication, button: string): Promise<void> {
  await app.evaluate(({ dialog }, name) => {
    const questions = globalThis as { asked?: unknown[] }
    questions.asked = []
    Object.assign(dialog, {
      showMessageBox: (...args: readonly unknown[]): Promise<{ response: number; checkboxChecked: boolean }> => {
        const options = args.at(-1) as { buttons?: string[]; cancelId?: number }
        questions.asked?.push(options)
        const at = options.buttons?.indexOf(name) ?? -1
        return Promise.resolve({ response: at === -1 ? options.cancelId ?? 0 : at, checkboxChecked: false })
      },
    })
  }, button)
}

/** What was asked since {@link answerQuestions}. */
export async function askedQuestions(app: ElectronApplication): Promise<readonly AskedQuestion[]> {
  return app.evaluate(() => (globalThis as { asked?: AskedQuestion[] }).asked ?? [])
}
