import { Icon, type IconName, Picture } from '../interface'
import type { Product } from '../server_api'
import { t } from '../words'
import type { Expected, Read } from './expectations'
import { code_parts, variant_tokens } from './parcel'

export type BandTone = 'next' | 'ok' | 'ng' | 'wait' | 'done'

const SYMBOLS: Record<BandTone, IconName> = {
  next: 'scan',
  ok: 'circle',
  ng: 'close',
  wait: 'question',
  done: 'check',
}

type BandProps = {
  tone: BandTone
  title: string
  /** What the last right scan did, or how much is left. */
  detail?: string | null
  /** After a refusal: what was read and what would have been right. */
  read?: Read | null
  expected?: Expected | null
  row?: string | null
  /** Where the parcel stands: goods, flyers, slip. */
  stages?: Stage[]
}

export type Stage = { name: string; state: 'done' | 'now' | 'later'; left: number }

/**
 * The one line the packer works by, always in the same place and of the same height: the next deed, and after
 * a refusal what went wrong, until the right scan comes.
 */
export function VerdictBand(props: BandProps) {
  const { tone, title, detail, row, stages } = props
  return (
    <section class={`band band-${tone}`} role="status" aria-live="assertive">
      <span class="band-symbol">
        <Icon name={SYMBOLS[tone]} size_px={64} weight={tone === 'next' ? 2.2 : 3.4} />
      </span>
      <div class="band-words">
        <h1 class="band-title">{title}</h1>
        {detail != null && <p class="band-detail">{detail}</p>}
        {props.read != null && props.expected != null && (
          <Comparison read={props.read} expected={props.expected} />
        )}
      </div>
      {tone !== 'ng' && stages !== undefined && <Stages stages={stages} />}
      {row != null && <span class="band-row">{row}</span>}
    </section>
  )
}

type ComparisonProps = { read: Read; expected: Expected }

/** 「読取 … / 正 …」 with pictures: the wrong one and the right one side by side. */
export function Comparison({ read, expected }: ComparisonProps) {
  return (
    <dl class="comparison">
      <div class="compared compared-read">
        <dt>{t('packing.read')}</dt>
        <dd>
          {read.product !== null && <Picture url={read.product.picture} name="" />}
          <span class="compared-words">
            {read.product !== null && <Named product={read.product} code={read.text} />}
            {read.product === null && (
              <Code code={read.text === '' ? t('packing.read_nothing') : read.text} />
            )}
          </span>
        </dd>
      </div>
      <div class="compared compared-expected">
        <dt>{t('packing.expected')}</dt>
        <dd>
          <ExpectedWords expected={expected} />
        </dd>
      </div>
    </dl>
  )
}

function ExpectedWords({ expected }: { expected: Expected }) {
  if (expected.is === 'tote' || expected.is === 'waiting_tote') {
    return <span class="compared-name">{t(`packing.expected.${expected.is}`)}</span>
  }
  if (expected.is === 'slip') {
    return (
      <span class="compared-words">
        <span class="compared-name">{t('packing.expected.slip')}</span>
        {expected.slip !== null && <Code code={expected.slip} />}
      </span>
    )
  }
  if (expected.is === 'serial') return <ExpectedSerial product={expected.product} />
  const [only, ...others] = expected.products
  if (only !== undefined && others.length === 0) {
    return (
      <>
        <Picture url={only.picture} name="" icon={only.kind === 'flyer' ? 'flyer' : 'image'} />
        <span class="compared-words">
          <Named product={only} code={only.jan ?? only.sku} />
        </span>
      </>
    )
  }
  return (
    <>
      {expected.products.slice(0, 3).map((product) => (
        <Picture key={product.id} url={product.picture} name="" />
      ))}
      <span class="compared-name">
        {t(expected.is === 'items' ? 'packing.expected.items' : 'packing.expected.flyers', {
          kinds: expected.products.length,
          n: expected.pieces,
        })}
      </span>
    </>
  )
}

/** Which goods' serial number is asked for. */
function ExpectedSerial({ product }: { product: Product | null }) {
  return (
    <>
      {product !== null && <Picture url={product.picture} name="" />}
      <span class="compared-words">
        <span class="compared-name">{t('packing.expected.serial')}</span>
        {product !== null && <span class="compared-line">{product.name}</span>}
      </span>
    </>
  )
}

function Code({ code }: { code: string }) {
  const { head, tail } = code_parts(code)
  return (
    <span class="compared-code compared-code-parts">
      <span>{head}</span>
      <b>{tail}</b>
    </span>
  )
}

/** The name may be cut, what tells it from its likes never is. */
function Named({ product, code }: { product: Product; code: string }) {
  return (
    <>
      <span class="compared-name">{product.name}</span>
      <span class="compared-line">
        {variant_tokens(product.variant).map((token) => (
          <span key={token} class="token">
            {token}
          </span>
        ))}
        <Code code={code} />
      </span>
    </>
  )
}

function Stages({ stages }: { stages: Stage[] }) {
  return (
    <ol class="stages">
      {stages.map((stage) => (
        <li
          key={stage.name}
          class={`stage stage-${stage.state}`}
          aria-current={stage.state === 'now' ? 'step' : undefined}
        >
          <span class="stage-mark">
            {stage.state === 'done' ? <Icon name="check" size_px={26} weight={3.4} /> : stage.left}
          </span>
          <span class="stage-name">{stage.name}</span>
        </li>
      ))}
    </ol>
  )
}
