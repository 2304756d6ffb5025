/** Extensions that one system or another runs when such a file is opened. */
const programs = new Set(`app appimage appref-ms application bash bat bin chm cmd com command cpl csh desktop dmg exe fish gadget
  hta inf ins isp jar jnlp js jse ksh lnk msc msi msp mst osx out pif pkg pl ps1 psm1 py pyw pyz rb reg run scf scr scpt sct sh shb
  shs tool url vb vbe vbs webloc workflow ws wsc wsf wsh xbap zsh`.split(/\s+/u))
/** How programs and scripts begin: ELF, Windows, Mach-O in both orders and for several processors, and `#!`. */
const beginnings = ['7f454c46', '4d5a', 'feedface', 'feedfacf', 'cefaedfe', 'cffaedfe', 'cafebabe', '2321']

/** True of a file that might be started, rather than looked at, if the system were asked to open it. */
export async function isProgram(file: string, firstBytes: (file: string, count: number) => Promise<Uint8Array>): Promise<boolean> {
  const extension = /\.([^./\\]+)$/u.exec(file)?.[1]?.toLowerCase() ?? ''
  if (programs.has(extension)) return true
  const begins = Buffer.from(await firstBytes(file, 4)).toString('hex')
  return beginnings.some((beginning) => begins.startsWith(beginning))
}
