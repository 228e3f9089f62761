import { type paths, server } from '../../../server_api'
import { reply } from '../../ask'

type Answer =
  paths['/api/v1/campaigns/calendar']['get']['responses'][200]['content']['application/json']

export type Calendar = Answer
export type CalendarCampaign = Calendar['campaigns'][number]
export type CalendarMark = CalendarCampaign['marks'][number]

export const ask_calendar = (owner: string) =>
  reply(
    server.GET('/api/v1/campaigns/calendar', {
      params: { query: owner === '' ? {} : { owner } },
    }),
  )
