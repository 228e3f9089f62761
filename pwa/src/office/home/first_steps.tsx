import { Icon } from '../../interface'
import { t } from '../../words'
import { link_to } from '../address'

const STEPS = [
  { word: 'imports', path: '/imports', icon: 'upload' },
  { word: 'devices', path: '/devices', icon: 'device' },
  { word: 'waves', path: '/waves', icon: 'cart' },
] as const

/** An empty warehouse: the three steps to the first parcel. */
export function FirstSteps({ devices }: { devices: number }) {
  return (
    <section class="first" aria-label={t('first.title')}>
      <h2>{t('first.title')}</h2>
      <p class="faint">{t('first.lead')}</p>
      <ol>
        {STEPS.map(({ word, path, icon }, number) => {
          const done = word === 'devices' && devices > 0
          return (
            <li key={word}>
              <a class="panel first-step" href={link_to(path)}>
                <span class="first-number">
                  {done ? <Icon name="check" size_px={18} weight={3} /> : number + 1}
                </span>
                <Icon name={icon} size_px={28} weight={1.8} />
                <b>{t(`first.${word}`)}</b>
                <span class="faint">{t(`first.${word}.words`)}</span>
              </a>
            </li>
          )
        })}
      </ol>
    </section>
  )
}
