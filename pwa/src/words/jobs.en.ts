import type { jobs_ja } from './jobs.ja'

/** @public */
export const jobs_en: Record<keyof typeof jobs_ja, string> = {
  'jobs.choice.title': 'Choose your work',
  'jobs.choice.open': 'Other work',
  'jobs.waiting': '{n} waiting',
  'jobs.kind.pick': 'Picking',
  'jobs.kind.receive': 'Receiving',
  'jobs.kind.put_away': 'Putaway',
  'jobs.kind.replenish': 'Replenishment',
  'jobs.kind.move': 'Move',
  'jobs.kind.count': 'Count',
  'jobs.kind.return': 'Returns',
  'jobs.kind.assemble': 'Kits',

  'jobs.begin.receive': 'Unannounced delivery',
  'jobs.begin.put_away': 'Begin a putaway',
  'jobs.begin.replenish': 'Begin a refill',
  'jobs.begin.move': 'Begin a move',
  'jobs.begin.count': 'Begin a count',
  'jobs.begin.return': 'Take a return in',
  'jobs.begin.assemble': 'Begin a kit',

  'jobs.hint.receive': 'Or scan the delivery note to begin',
  'jobs.hint.put_away': 'Or scan the goods or their tote to begin',
  'jobs.hint.move': 'Scan a shelf or tote to begin',
  'jobs.hint.count': 'Scan a shelf to count it',
  'jobs.hint.return': 'Scan the slip or packing slip to begin',

  'jobs.reason.short_pick': 'A pick was short here',
  'jobs.reason.discrepancy': 'The book differs here',
  'jobs.reason.below_minimum': 'Below its minimum',
  'jobs.reason.demand': 'Too little for the orders',

  'jobs.loading': 'Looking for work',
  'jobs.none': 'No work is waiting',
  'jobs.offline': 'Work appears when there is a network.',
  'jobs.not_here': 'This label is of no use here',
  'jobs.taken': '{name} was faster',
  'jobs.urgent': 'Urgent',
  'jobs.pieces': '{n} {n|piece|pieces}',
  'jobs.lines': '{n} {n|line|lines}',
  'jobs.due': 'Due {time}',
  'jobs.start': 'Begin',
  'jobs.go_on': 'Go on',
  'jobs.done.next': 'Next task',
  'jobs.done.unsent': '{n} unsent. They go out when there is a network.',

  'jobs.pad.pieces': 'pieces',
  'jobs.pad.enter': 'Enter',
  'jobs.pad.day': 'Day (260401) or month (2604)',
  'jobs.pad.day.said': '{year}-{month}-{day}',
  'jobs.lot.label': 'Lot number',
  'jobs.lot.hint': 'Letters, digits and signs, 20 at most',
  'jobs.lot.wrong': 'A lot cannot hold one of these characters',

  'fault.kind_not_started': 'This work is only begun when it is asked for',
}
