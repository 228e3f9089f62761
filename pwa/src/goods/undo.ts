/** The command that takes the last scan back (取消). */
export const UNDO = 'X-UNDO'
