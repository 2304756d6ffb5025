import { computed, type ComputedRef, type Ref, ref } from 'vue'
import { checkParams } from '../../../shared/check-params.ts'
import type { Component } from '../../../shared/component.ts'
import { fittingValues, type FormPreset } from '../../../shared/form-memory.ts'
import { equalValues } from '../../../shared/page/equal-values.ts'
import { paramDefaults, type ParamProblem, type ParamSpec, type ParamSpecs, type ParamValues } from '../../../shared/params.ts'
import { isParamShown } from '../../../shared/shown-params.ts'
import { usePresets } from '../../stores/presets.ts'
import { usePage } from '../page/page-context.ts'
import { formParts, type FormParts } from './form-parts.ts'
import { type FormCheck, useFormCheck } from './use-form-check.ts'
import { valueWords } from './value-words.ts'

/** One field as the form draws it. */
export interface FormField {
  readonly name: string
  readonly spec: ParamSpec
  readonly value: unknown
  readonly problem: string | null
  readonly changed: boolean
  readonly before: string
}
/** Fields of one group together; '' has no header. */
export interface FieldGroup { readonly name: string; readonly fields: readonly FormField[]; readonly problems: number; readonly changed: number }

/** A form's fields, what is wrong with them, and what they are compared to. */
export interface Form {
  readonly parts: ComputedRef<FormParts>
  readonly specs: ComputedRef<ParamSpecs>
  readonly values: ComputedRef<ParamValues>
  readonly groups: ComputedRef<readonly FieldGroup[]>
  /** Why it cannot run. */
  readonly problems: ComputedRef<readonly ParamProblem[]>
  readonly check: FormCheck
  readonly presets: ComputedRef<readonly FormPreset[]>
  /** The preset that was loaded, while there is one of its name. */
  readonly preset: ComputedRef<FormPreset | null>
  /** Fields that differ from the preset, or from the defaults. */
  readonly changed: ComputedRef<number>
  readonly attempted: Ref<boolean>
  set(name: string, value: unknown): void
  revert(name: string): void
  /** Loads a preset, or the defaults. Secrets stay as they are typed. */
  load(preset: FormPreset | null): void
  /** Says which preset the values are of, without changing them. */
  nameAs(preset: string | null): void
}

export function useForm(node: () => Component, ask: () => Promise<readonly ParamProblem[]> | null): Form {
  const page = usePage()
  const store = usePresets()
  const attempted = ref(false)
  const parts = computed(() => formParts(node()))
  const nodes = computed(() => new Map(parts.value.params.map(({ name, node: param }) => [name, param])))
  const specs = computed<ParamSpecs>(() => Object.fromEntries(parts.value.params.map(({ name, spec }) => [name, spec])))
  const values = computed<ParamValues>(() => Object.fromEntries(parts.value.params.map(({ name, node: param }) => [name, page.propsOf(param)['value'] ?? null])))
  const own = computed(() => checkParams(specs.value, values.value))
  const check = useFormCheck({ ask: () => (own.value.length > 0 ? null : ask()), when: () => [values.value, page.state.value?.codeHash] })
  const problems = computed(() => (own.value.length > 0 ? own.value : check.problems.value))

  const presets = computed(() => store.of(page.taskId))
  const preset = computed(() => presets.value.find(({ name }) => name === page.propsOf(node())['preset']) ?? null)
  const baseline = computed<ParamValues>(() => ({ ...paramDefaults(specs.value), ...fittingValues(specs.value, preset.value?.values ?? {}) }))

  const fields = computed<readonly FormField[]>(() => parts.value.params.filter(({ name }) => isParamShown(specs.value, name, values.value)).map(({ name, spec }) => ({
    name, spec, value: values.value[name],
    problem: problems.value.find(({ param }) => param === name)?.message ?? null,
    changed: spec.kind !== 'secret' && !equalValues(values.value[name], baseline.value[name] ?? null),
    before: valueWords(spec, baseline.value[name]),
  })))
  const changed = computed(() => fields.value.filter((field) => field.changed).length)

  function set(name: string, value: unknown): void {
    const id = nodes.value.get(name)?.props.id
    if (id !== undefined) page.change(id, { value })
  }
  function nameAs(name: string | null): void {
    const { id } = node().props
    if (id !== undefined) page.change(id, { preset: name })
  }
  function load(next: FormPreset | null): void {
    nameAs(next?.name ?? null)
    const loaded: ParamValues = { ...paramDefaults(specs.value), ...fittingValues(specs.value, next?.values ?? {}) }
    for (const [name, { kind }] of Object.entries(specs.value)) if (kind !== 'secret') set(name, loaded[name] ?? null)
  }
  return {
    parts, specs, values, problems, check, presets, preset, changed, attempted, set, load, nameAs,
    groups: computed(() => grouped(fields.value)),
    revert: (name) => { set(name, baseline.value[name] ?? null) },
  }
}

/** In the order in which groups come up; those of no group first. */
function grouped(fields: readonly FormField[]): readonly FieldGroup[] {
  const names = [...new Set(['', ...fields.map(({ spec }) => spec.group ?? '')])]
  return names.flatMap((name) => {
    const own = fields.filter(({ spec }) => (spec.group ?? '') === name)
    if (own.length === 0) return []
    return [{ name, fields: own, problems: own.filter(({ problem }) => problem !== null).length, changed: own.filter((field) => field.changed).length }]
  })
}
