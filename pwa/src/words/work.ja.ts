export const work_ja = {} as const
