export const packing_ja = {} as const
