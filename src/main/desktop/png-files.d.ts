/** A picture, as the bundler puts it into the program. */
// eslint-disable-next-line no-restricted-syntax -- a module by pattern cannot be declared otherwise
declare module '*.png?inline' {
  const dataUrl: string
  export default dataUrl
}
