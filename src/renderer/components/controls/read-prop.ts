/** Reading props that a script wrote: whatever does not fit is as if it were not given. */
export type Props = Readonly<Record<string, unknown>>

export function text(props: Props, name: string): string | undefined {
  const value = props[name]
  return typeof value === 'string' ? value : typeof value === 'number' ? String(value) : undefined
}

export function number(props: Props, name: string): number | undefined {
  const value = props[name]
  const read = typeof value === 'string' && value.trim() !== '' ? Number(value) : value
  return typeof read === 'number' && Number.isFinite(read) ? read : undefined
}

export function flag(props: Props, name: string): boolean {
  return props[name] === true
}

export function list(props: Props, name: string): readonly unknown[] {
  const value = props[name]
  return Array.isArray(value) ? value : []
}

export interface Option { readonly label: string; readonly value: string | number | boolean; readonly disabled?: boolean }

/** Options as people give them: values alone, `{ label, value }`, or an object of value → label. */
export function options(props: Props): Option[] {
  const given = props['options']
  if (Array.isArray(given)) return given.flatMap(readOption)
  if (typeof given !== 'object' || given === null) return []
  return Object.entries(given).map(([value, label]) => ({ value, label: String(label) }))
}

function readOption(option: unknown): Option[] {
  if (isOptionValue(option)) return [{ value: option, label: String(option) }]
  if (typeof option !== 'object' || option === null || !('value' in option) || !isOptionValue(option.value)) return []
  const label = 'label' in option ? String(option.label) : String(option.value)
  return [{ value: option.value, label, ...('disabled' in option && option.disabled === true ? { disabled: true } : {}) }]
}

/** What an option may stand for. */
export function isOptionValue(value: unknown): value is Option['value'] {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
}
