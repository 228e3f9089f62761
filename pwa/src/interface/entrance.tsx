import { Icon, type IconName } from './icon'

/** The head of a page before anybody is in; without an icon it shows our mark. */
export function Entrance(props: { icon?: IconName; title: string; lead: string }) {
  return (
    <header class="entrance-head">
      {props.icon === undefined ? (
        <img class="entrance-mark" src="/icons/tanaban.svg" alt="" width={72} height={72} />
      ) : (
        <Icon name={props.icon} size_px={72} weight={1.7} />
      )}
      <h1>{props.title}</h1>
      <p>{props.lead}</p>
    </header>
  )
}
