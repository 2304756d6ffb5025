/** Default sizes of Nuxt UI's components: a desktop app is denser than a web page. */
export const density = {
  button: { size: 'sm' }, input: { size: 'sm' }, textarea: { size: 'sm' }, selectMenu: { size: 'sm' }, switch: { size: 'sm' },
  checkboxGroup: { size: 'sm' }, radioGroup: { size: 'sm' }, slider: { size: 'sm' }, formField: { size: 'sm' }, inputDate: { size: 'sm' }, calendar: { size: 'sm' }, tabs: { size: 'sm' }, dropdownMenu: { size: 'sm' },
} as const
