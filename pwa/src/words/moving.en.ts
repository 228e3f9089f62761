import type { moving_ja } from './moving.ja'

/**
 * Words of moving goods from place to place.
 * @public
 */
export const moving_en: Record<keyof typeof moving_ja, string> = {
  'move.step.take_goods': 'Scan the goods to move',
  'move.step.put_there': 'Put them here',
  'move.wanted': '{n} more to bring',
  'move.because.face_low': 'People pick them here',
  'move.because.same_lot': 'The same lot lies here',
  'move.because.same_goods': 'The same goods lie here',
  'move.because.empty_near': 'Empty, near the same goods',
  'move.because.empty': 'Empty. Another shelf will do as well',
  'move.because.asked_for': 'This shelf runs low',
  'refusal.other_target': 'Not the shelf to fill',
  'refusal.place_is_full': 'This shelf does not take as many',
  'fault.nothing_to_put_away': 'Nothing on this dock is to be put away',
  'move.step.put_down': 'Scan the new shelf',
  'move.step.put_down.lead': 'More goods may be scanned first',
  'move.step.say_lot': 'Scan the lot',

  'move.free': '{n} may go',
  'move.held': '{n} held',
  'move.held.lead': '{n} {n|piece is|pieces are} held for orders',
  'move.nothing_left': 'Nothing is left on this shelf',
  'move.put': '{n} {n|piece|pieces} put on {place}',
  'move.lot.none': 'no lot',
  'move.type_count': 'Type the count',
  'move.back': 'Put back',

  'move.end.move': 'End the move',
  'move.end.put_away': 'End putting away',
  'move.end.replenish': 'End filling up',
  'move.done.command': 'That is all',
  'move.done.title.put_away': 'Put away',
  'move.done.title.replenish': 'Filled up',
  'move.done.title.move': 'Moved',
  'move.done.lead': '{n} moved away from {place}',
  'move.done.nothing': 'Nothing was moved away from {place}',
  'move.done.pieces': 'Pieces',
  'move.done.kinds': 'Products',

  'move.expected.goods': 'Goods on this shelf',
  'move.expected.target': 'The shelf they go to',
  'move.expected.free': 'At most {n} may go',

  'refusal.goods_not_here': 'Not on this shelf by the book',
  'refusal.lot_not_here': 'Not a lot of this shelf by the book',
  'refusal.more_than_lies_here': 'More than the book has',
  'refusal.held_for_orders': 'Held for orders',
  'refusal.held_for_orders_there': 'Held for orders by now',
  'refusal.target_expected': 'Scan the shelf they go to',
  'refusal.own_place': 'The same shelf as before',
  'refusal.rack_takes_flyers': 'This rack is for flyers only',
  'refusal.goods_in_hand': 'Put down what is in your hand first',

  'fault.quarantine_is_locked': 'Only a supervisor takes goods out of quarantine',
  'fault.place_is_empty': 'This shelf is empty by the book',
}
