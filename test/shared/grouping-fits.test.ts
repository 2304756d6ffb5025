import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { brandAs } from '../../src/shared/brand.ts'
import { type Dependency, type Grouping, isDependency } from '../../src/shared/dependency.ts'
import { groupingFits } from '../../src/shared/grouping-fits.ts'
import { validateGrouping } from '../../src/shared/grouping.ts'

const scalar: Dependency = { kind: 'output', id: brandAs<never>('a'), prop: 'value' }
const noUpdate = Symbol('noUpdate')
const accepts = (value: unknown): boolean => value === noUpdate

describe('the quick test of a progress value’s shape', () => {
  it('D3 D6 B4 P5: says yes exactly where the check has nothing to say', () => {
    const { grouping } = fc.letrec<{ grouping: Grouping<Dependency> }>((tie) => ({
      grouping: fc.oneof({ depthSize: 'small' }, fc.constant(scalar), fc.array(tie('grouping'), { maxLength: 3 }), fc.dictionary(fc.constantFrom('x', 'y', 'z'), tie('grouping'), { maxKeys: 3 })),
    }))
    const { value } = fc.letrec((tie) => ({
      value: fc.oneof({ depthSize: 'small' }, fc.constantFrom(noUpdate, 1, 'text', null, undefined, new Date(0)), fc.array(tie('value'), { maxLength: 3 }), fc.dictionary(fc.constantFrom('x', 'y', 'z'), tie('value'), { maxKeys: 3 })),
    }))
    const fitting = (schema: Grouping<Dependency>): unknown => {
      if (isDependency(schema)) return 1
      return Array.isArray(schema) ? schema.map(fitting) : Object.fromEntries(Object.entries(schema).map(([key, member]) => [key, fitting(member)]))
    }
    fc.assert(fc.property(grouping, value, (schema, given) => {
      const fits = groupingFits(schema, accepts)
      expect(fits(fitting(schema))).toBe(true)
      expect(fits(given)).toBe(validateGrouping(schema, given, { isScalar: isDependency, accepts }) === undefined)
    }), { numRuns: 300 })
  })
})
