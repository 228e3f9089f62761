export const office_ja = {} as const
