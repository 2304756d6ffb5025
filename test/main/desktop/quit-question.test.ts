import { describe, expect, it } from 'vitest'
import { brandAs, type JobId } from '../../../src/shared/brand.ts'
import { quitAnswer, quitQuestion } from '../../../src/main/desktop/quit-question.ts'
import { summary, trayMenu } from '../../../src/main/desktop/tray-menu.ts'

const jobs = (count: number): Parameters<typeof quitQuestion>[0] =>
  Array.from({ length: count }, (_none, at) => ({ id: brandAs<JobId>(`j${at}`), text: `Task ${at + 1}`, status: 'running' as const }))

describe('the question before a quit', () => {
  it('G7 names the jobs, says what each answer does, and what becomes of those that wait', () => {
    expect(quitQuestion(jobs(1), 0)).toMatchObject({ message: '1 job is running', detail: expect.stringContaining('the job is canceled, with every process that it started') as string })
    const many = quitQuestion(jobs(7), 3)
    expect(many.message).toBe('7 jobs are running')
    expect(many.detail).toContain('• Task 5\n• and 2 more\n')
    expect(many.detail).not.toContain('Task 6')
    expect(many.detail).toContain('3 jobs that wait will be there at the next start.')
  })

  it('G7 has an answer for each button, and none that loses something for a closed box', () => {
    const { buttons, cancelId, defaultId } = quitQuestion(jobs(1), 0)
    expect(buttons.map((_label, at) => quitAnswer(at))).toEqual(['keep', 'stop', 'stay'])
    expect(quitAnswer(cancelId)).toBe('stay')
    expect(quitAnswer(defaultId)).toBe('keep')
    expect(quitAnswer(-1)).toBe('stay')
  })
})

describe('the tray', () => {
  const actions = (): { said: string[] } & Parameters<typeof trayMenu>[2] => {
    const said: string[] = []
    return { said, open: () => { said.push('open') }, quit: () => { said.push('quit') }, cancel: (id) => { said.push(`cancel ${id}`) } }
  }

  it('G7 lists what runs with a Cancel for each, and no Cancel for what stops already', () => {
    const acts = actions()
    const [first, second] = jobs(2)
    const menu = trayMenu([first, { ...second, status: 'canceling' }].filter((job) => job !== undefined) as Parameters<typeof trayMenu>[0], 4, acts)
    expect(menu.map(({ label }) => label)).toEqual(['2 jobs running, 4 waiting', 'Task 1', 'Task 2 (stopping)', undefined, 'Open Simmer', 'Quit Simmer'])
    const submenu = menu[1]?.submenu
    if (!Array.isArray(submenu)) throw new Error('expected a menu of its own')
    ;(submenu[0]?.click as unknown as () => void)()
    expect(acts.said).toEqual(['cancel j0'])
    expect(menu[2]?.enabled).toBe(false)
  })

  it('G7 stays short with a hundred jobs', () => {
    const menu = trayMenu(jobs(100), 0, actions())
    expect(menu.length).toBeLessThan(16)
    expect(menu.map(({ label }) => label)).toContain('and 90 more')
    expect(summary(0, 0)).toBe('Nothing runs')
  })
})
