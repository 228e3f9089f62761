export { PeoplePage } from './people_page'
