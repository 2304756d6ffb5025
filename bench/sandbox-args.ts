/** Root cannot have Chromium's sandbox; everyone else has it. */
export function sandboxArgs(): readonly string[] { return process.getuid?.() === 0 ? ['--no-sandbox'] : [] }
