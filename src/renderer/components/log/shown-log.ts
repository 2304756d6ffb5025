/** A log that is drawn, as its tools use it. */
export interface ShownLog {
  /** All of it, without colours. */
  text(): Promise<string>
  /** Opens the field to look for a text in. */
  find(): void
}
