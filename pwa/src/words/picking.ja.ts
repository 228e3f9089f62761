export const picking_ja = {} as const
