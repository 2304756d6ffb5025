/** Every key of the window, for the sheet and the tooltips. `ctrl` is Command on a Mac. */
export const shortcuts = [
  { keys: ['ctrl', 'enter'], text: 'Run the task in front' },
  { keys: ['ctrl', '.'], text: 'Cancel its runs' },
  { keys: ['ctrl', 'K'], text: 'Find a task or an action' },
  { keys: ['ctrl', 'L'], text: 'Show or hide the log' },
  { keys: ['ctrl', 'F'], text: 'Find in the log that has the focus' },
  { keys: ['ctrl', 'H'], text: 'History of runs' },
  { keys: ['ctrl', '1'], text: 'Go to Tasks' },
  { keys: ['ctrl', '2'], text: 'Go to the Workspace' },
  { keys: ['ctrl', '3'], text: 'Go to Activity' },
  { keys: ['ctrl', 'W'], text: 'Close the tab in front' },
  { keys: ['?'], text: 'This sheet' },
] as const
