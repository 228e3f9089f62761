import { useEffect, useState } from 'preact/hooks'
import { clock_time, Icon } from '../interface'
import { subscribe } from '../live'
import { type Notice, reach, server } from '../server_api'
import { t } from '../words'

type Prints = readonly { printed_at: string; by: string }[]

type LettersProps = {
  /** The number of the parcel's shipment. */
  shipment: string
  /** Where its letters are printed from. */
  address: string
}

/** お手紙: the way to print them, and how often that was done. Without the server nothing is said of it. */
export function LetterPrints({ shipment, address }: LettersProps) {
  const prints = use_letter_prints(shipment)
  const last = prints.at(-1)
  return (
    <div class="letter-prints">
      <a class="button button-plain flyers-print" href={address} target="_blank" rel="noreferrer">
        <Icon name="printer" />
        {t(last === undefined ? 'packing.letter.print' : 'packing.letter.again')}
      </a>
      {last !== undefined && (
        <p class="letter-prints-said">
          {t('packing.letter.printed', {
            n: prints.length,
            at: clock_time(last.printed_at),
            name: last.by,
          })}
        </p>
      )}
    </div>
  )
}

/** Asked when the parcel is opened, and when a letter was printed, here or elsewhere. */
function use_letter_prints(shipment: string): Prints {
  const [prints, learn] = useState<Prints>([])
  useEffect(() => {
    let wanted = true
    const ask = async () => {
      const answer = await reach(
        server.GET('/api/v1/letters/{shipment}/prints', { params: { path: { shipment } } }),
      )
      if (wanted && answer.ok) learn(answer.data.prints)
    }
    void ask()
    const hear = ({ kind }: Notice) => {
      if (kind === 'letters_printed') void ask()
    }
    const stop = subscribe('shipment:', hear, () => void ask())
    return () => {
      wanted = false
      stop()
    }
  }, [shipment])
  return prints
}
