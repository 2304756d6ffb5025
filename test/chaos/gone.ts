/** The target died, or was killed, before it answered: whether it did what was asked is to be found out from the disk. */
export class Gone extends Error {}
