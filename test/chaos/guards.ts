import type { Emphasis } from './draw-plan.ts'

/** A fault that chaos looks for, as it is counted. */
export type FaultKind = 'lost' | 'mixed' | 'orphans' | 'undecided' | 'wrongHits' | 'integrity' | 'outOfOrder' | 'repeated' | 'left' | 'died'

/** A guard of the product, and how the sources look without it. */
export interface Guard {
  /** What must be seen with the guard off. */
  readonly shows: FaultKind
  /** Source file below src, with what is replaced in it by what. Each must be there. */
  /** What makes that come soon. */
  readonly emphasis: Emphasis
  readonly changes: readonly { readonly file: string; readonly from: RegExp; readonly to: string }[]
}

/**
 * Negative controls: what guards a law is taken out of the engine's bundle, and the chaos must then see the law broken. A
 * guard whose lines changed fails the build of its control, so that none is ever turned off in name alone.
 */
export const guards: Readonly<Record<string, Guard>> = {
  'watchdog-off': {
    shows: 'orphans',
    emphasis: { endsInDeath: true, callbacks: ['plain'], wish: { ms: 600 } },
    changes: [{ file: 'main/session/open-session.ts', from: /new LocalBackend\(\{/, to: 'new LocalBackend({ watchdog: false, reaper: false,' }],
  },
  'sweep-off': {
    shows: 'orphans',
    emphasis: { endsInDeath: true, atOnce: true, callbacks: ['plain'], wish: { ms: 2_000, children: ['session'], ending: 'return' } },
    changes: [{ file: 'main/backends/reaper-script.ts', from: /\[ -r \/proc\/self\/environ \] \|\| exit 0/, to: 'exit 0' }],
  },
  'recovery-off': {
    shows: 'undecided',
    emphasis: { endsInDeath: true, callbacks: ['plain'], wish: { ms: 300 } },
    changes: [{ file: 'main/engine/recovery.ts', from: /const dead = await deadOwners\(parts\)/, to: 'const dead: readonly OwnerRow[] = []' }],
  },
  'commit-late': {
    shows: 'lost',
    emphasis: { endsInDeath: true, callbacks: ['plain'], wish: { ms: 100, ending: 'return' } },
    changes: [{ file: 'main/engine/runner.ts', from: /store\.commitResult\((\{[^)]*\})\)/, to: 'setTimeout(() => { store.commitResult($1) }, 400)' }],
  },
  'hash-off': {
    shows: 'wrongHits',
    emphasis: { callbacks: ['cached'], strikes: ['damageEntry'], wish: { ms: 5 } },
    changes: [{ file: 'main/store/cache-entries.ts', from: /return contentHash\(bytes\) === hash \?/, to: 'return true ?' }],
  },
  'code-off': {
    shows: 'wrongHits',
    emphasis: { callbacks: ['cached'], strikes: ['editScript'], wish: { ms: 5 } },
    changes: [{ file: 'main/engine/cache-key.ts', from: /const code = callback\.codeInKey \?[^\n]*/, to: "const code = 'none'" }],
  },
  'crossed-off': {
    shows: 'mixed',
    emphasis: { callbacks: ['plain'], strikes: ['freezeHost'], wish: { ms: 5, ending: 'return' } },
    changes: [{
      file: 'main/engine/runner.ts', from: /values\.adopt\(returned\)/,
      to: '((next) => { const last = (globalThis as { last?: typeof next }).last ?? next; (globalThis as { last?: typeof next }).last = next; return last })(values.adopt(returned))',
    }],
  },
  'order-off': {
    shows: 'outOfOrder',
    emphasis: { callbacks: ['plain'], strikes: ['killHost'], endsInDeath: true, atOnce: true, wish: { ms: 200 } },
    changes: [{ file: 'main/store/slots.ts', from: /ORDER BY j\.rank, j\.place LIMIT 1/, to: 'ORDER BY j.rank, j.place DESC LIMIT 1' }],
  },
  'once-off': {
    shows: 'repeated',
    emphasis: { callbacks: ['plain'], endsInDeath: true, wish: { ms: 300, ending: 'return' } },
    changes: [{ file: 'main/engine/job-fate.ts', from: /\? 'requeue' : 'interrupt'/, to: "? 'requeue' : 'requeue'" }],
  },
}
