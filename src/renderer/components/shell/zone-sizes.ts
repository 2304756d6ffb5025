/** Bounds of the zones' sizes, px; a window is at least 900 wide. */
export const zoneSizes = { tasks: { min: 200, max: 420 }, activity: { min: 260, max: 520 }, rail: 44 } as const
/** Below this width Activity starts as its rail, so that the Workspace keeps room. */
export const narrowWindow = 1100
