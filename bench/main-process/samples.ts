/** What was measured, by name; one number per round, in the unit that the bench gives its rows. */
export type Samples = Readonly<Record<string, readonly number[]>>
